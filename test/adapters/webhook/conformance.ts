import { defineConformance } from '../../../src/testing/index.ts'
import { fixture, pushed, SECRET, signed } from './surroundings.ts'

const good = JSON.parse(fixture('message')) as { data: object }
const messages = ['fire', 'flood', 'traffic', 'medical'].map((kind, index) => {
  const body = JSON.stringify({ ...good, data: { ...good.data, id: `2026-00048${index}`, kind } })
  return pushed(body, signed(body, { id: `msg_${index}` }))
})

export const conformance = defineConformance({
  agency: 'DISKAR',
  start: async () => ({ url: '', settings: { secret: SECRET }, pushes: { incidents: messages },
    sign: message => ({ ...message, headers: signed(message.body) }), stop: async () => {} })
})
