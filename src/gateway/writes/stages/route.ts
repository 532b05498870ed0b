import type { Stage } from './stage.ts'

/**
 * Finds the system that takes it: by the id of the record, else by the city's rules. 404 for an id of no system, 501
 * when none takes it. Costs a look into the store for a record that has gone over to a successor.
 */
export const route: Stage = async write => {
  const { resource, action, core: { routing }, sent: { id, body } } = write
  write.destination = await routing.settle(resource, action, routing.find(resource, action, id, body))
}
