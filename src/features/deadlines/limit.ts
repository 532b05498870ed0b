/** A time limit as the record's own fields have it. */
export interface Limit<Step extends string = string> {
  step: Step
  waitsFor: 'office' | 'resident'
  /** Time or date; without it the limit cannot be counted. */
  since: string | undefined
  /** Working days. */
  days: number
  /** Time or date at which it ends as the system says. */
  stated?: string | undefined
}
