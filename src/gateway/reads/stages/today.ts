import type { Clocks } from '../clocks.ts'
import type { Findings, Question, Stage, Step } from './stage.ts'

/** Shows records with their clocks of this day, which are no part of what is kept of systems. */
export function today<Asked>(
  { shown }: Pick<Clocks, 'shown'>
): Stage<Step<Question<Asked>, Findings>, Step<Question<Asked>, Findings>> {
  return next => async question => {
    const found = await next(question)
    const { resource, day } = question
    return day === undefined
      ? found
      : { ...found, items: found.items.map(record => shown(resource, record, day.today)) }
  }
}
