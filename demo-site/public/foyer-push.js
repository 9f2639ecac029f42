// Web Push: notifications of Foyer's replies, for those who asked for them in its menu.
importScripts("%FOYER%/v1/foyer-push-worker.js");
