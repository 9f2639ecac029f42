// What a conversation knows of its site while no socket is open. It goes with the job, which is written anyway.
import type { FollowUpPolicy } from "../site/config.ts";

export interface Terms {
  retentionMs: number;
  followUps?: FollowUpPolicy; // absent: none
  zone?: string; // the site's own (IANA)
}
