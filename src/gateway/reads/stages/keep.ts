import type { Contract } from '../../../contract/contract.ts'
import { MASKED } from '../../../platform/privacy/visibility.ts'
import type { Answers, Made } from '../answers.ts'
import type { Question, ReadAnswer, Stage, Step } from './stage.ts'

/**
 * Answers from memory what was answered before and is fresh; of many who ask the same at once one goes on, and all are
 * given its answer. What shows personal data as they are is made for one caller, and kept nowhere. Costs a look into a
 * map.
 */
export function keep<Asked>(
  answers: Pick<Answers, 'read'>,
  { version }: Pick<Contract, 'version'>
): Stage<Step<Question<Asked>, ReadAnswer>, Step<Question<Asked>, Made>> {
  return next => async question => {
    const { request: { operation, visibility, tolerance }, parts } = question
    if (visibility !== MASKED) return { ...(await next(question)), hit: false }
    // Two questions share an answer only when everything is the same that it depends on.
    const key = `${version} ${visibility.key} ${operation.id} ${JSON.stringify(parts)}`
    return answers.read(key, tolerance, seq => next({ ...question, seq }))
  }
}
