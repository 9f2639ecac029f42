// The one form of a page's address, so that a page is fetched once however it is linked.

const TRACKING = /^(utm_\w+|gclid|dclid|fbclid|msclkid|yclid|igshid|mc_[ce]id|_hs(enc|mi)|ref_src)$/i;
/** Names of the visit, not of the page: each visit would find the whole site anew. */
const SESSION = /^(phpsessid|jsessionid|aspsessionid\w*|session_?id|sid|cfid|cftoken)$/i;
const SESSION_PATH = /;jsessionid=[^/;]*/i;
const MAX_ADDRESS = 2048;
/** What a link names when it names no page; everything else is asked for, and its content type decides. */
const FILE =
  /\.(avif|bmp|css|eot|gif|gz|ico|jpe?g|js|json|m4a|mjs|mov|mp3|mp4|ogg|otf|png|svg|tar|ttf|wav|webm|webp|woff2?|zip)$/i;

/** Null for what is not a page's address: another scheme, a picture, an address too long to be meant. */
export function toPageAddress(href: string, base?: URL): URL | null {
  const url = URL.parse(href.trim(), base);
  if (!url || !/^https?:$/.test(url.protocol) || url.href.length > MAX_ADDRESS || FILE.test(url.pathname)) return null;
  url.hash = "";
  if (SESSION_PATH.test(url.pathname)) url.pathname = url.pathname.replace(SESSION_PATH, "");
  for (const name of [...url.searchParams.keys()])
    if (TRACKING.test(name) || SESSION.test(name)) url.searchParams.delete(name);
  if (!url.search) url.search = ""; // a lone "?"
  return url;
}
