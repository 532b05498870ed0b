/**
 * A value that a record cannot be without.
 * @param complaint what is missing, as the record's quarantine shows it: `has no date of issue`. It repeats no value
 * @throws Error with the complaint, when there is no value
 */
export function needed<T>(value: T | undefined, complaint: string): T {
  if (value === undefined) throw new Error(complaint)
  return value
}
