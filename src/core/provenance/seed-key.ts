/** Whether a param by this key seeds random numbers: its last part is `seed`, ends so, or is scikit-learn's word for it. */
export function isSeedKey(key: string): boolean {
  return (
    /(?:^|[./_\s-])(?:seed|random_state|randomstate)$|[a-z]Seed$/.test(key) || /^(?:SEED|PYTHONHASHSEED)$/.test(key)
  );
}
