import { DurableObject } from "cloudflare:workers";
export class SiteAgent extends DurableObject<Env> {}
