// One call of the operators' API, once its key is right and its site is there.
export interface Call {
  request: Request;
  env: Env;
  siteId: string;
  params: Record<string, string>; // of the path, by name; decoded
  query: URLSearchParams;
}

export type Handler = (call: Call) => Promise<Response>;

export const siteOf = ({ env, siteId }: Call) => env.SITE.getByName(siteId);

/** A parameter that the handler's own path has. */
export function paramOf({ params }: Call, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`the path has no ${name}`);
  return value;
}
