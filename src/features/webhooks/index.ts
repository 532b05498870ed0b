import { defineFeature } from '../feature.ts'

/** Sends events to those who subscribed to them. */
export const webhooks = defineFeature({
  name: 'webhooks'
})
