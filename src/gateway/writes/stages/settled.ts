import type { Submission } from '../submissions.ts'
import type { Write } from './stage.ts'

/** What came of it within the time that its sender waits; else what is known of it. It goes on by itself. */
export async function settledInTime({ taken, sender: { asker }, core: { limits } }: Write): Promise<Submission> {
  if (taken === undefined) throw new Error('a write that was not taken')
  const { submission, attempt } = taken
  if (attempt === undefined) return submission
  return new Promise(resolve => {
    const timer = setTimeout(() => {
      resolve(submission)
    }, Math.max(0, asker.deadline === undefined ? limits.wait_ms : asker.deadline - performance.now()))
    void attempt.then(after => {
      clearTimeout(timer)
      resolve(after)
    })
  })
}
