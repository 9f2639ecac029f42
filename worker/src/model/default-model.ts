/** The model that answers when neither MODEL nor the site names one. It imports nothing, so that scripts can print it. */
export const DEFAULT_MODEL = "gpt-5.4-mini";
