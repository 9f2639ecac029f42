// Which pages may embed a site's chat.

/** `origin` is the request's header, exactly as sent; a client without one needs the list to say `none`. */
export const mayEmbed = (origins: readonly string[], origin: string | null) =>
  origin === null ? origins.includes("none") : origin !== "none" && origins.includes(origin);
