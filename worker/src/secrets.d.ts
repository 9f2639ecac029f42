// Secrets have no line in wrangler.jsonc, so `wrangler types` does not know them.
interface Secrets {
  FOYER_ADMIN_KEY?: string;
  FOYER_TOKEN_KEY?: string;
  OPENAI_API_KEY?: string;
  FOYER_PUSH_PUBLIC_KEY?: string;
  FOYER_PUSH_PRIVATE_KEY?: string;
  FOYER_PUSH_SUBJECT?: string;
}
interface Env extends Secrets {}
declare namespace Cloudflare {
  interface Env extends Secrets {}
}
