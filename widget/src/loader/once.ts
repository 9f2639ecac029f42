/** Loads once, whoever needs it. After a failure the next need tries again; a failure is told, not thrown. */
export function once<Module>(
  load: (attempt: number) => Promise<Module>,
  then: (module: Module) => void,
  fail: (error: unknown) => void,
): () => Promise<void> {
  let attempt = 0;
  let loading: Promise<void> | undefined;
  return () => {
    loading ??= load(attempt++)
      .then(then)
      .catch((error) => {
        loading = undefined;
        fail(error);
      });
    return loading;
  };
}
