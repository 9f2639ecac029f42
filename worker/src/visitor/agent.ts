import { DurableObject } from "cloudflare:workers";
export class VisitorAgent extends DurableObject<Env> {}
