// Tokens of an identity provider (OAuth 2.0 client credentials): asked for when they are needed, and again before they
// end.
import { createSatu } from '@satu/client'

// RESOURCE is what the provider calls the hub.
const { SATU_URL = 'http://127.0.0.1:8080', TOKEN_URL = '', RESOURCE = '', CLIENT_ID = '', CLIENT_SECRET = '' } =
  process.env

const satu = createSatu({
  url: SATU_URL,
  async token() {
    const answer = await fetch(TOKEN_URL, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${encodeURIComponent(CLIENT_ID)}:${encodeURIComponent(CLIENT_SECRET)}`)}`
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: RESOURCE, scope: 'systems:read' })
    })
    if (!answer.ok) throw new Error(`the identity provider answered with status ${answer.status}`)
    return ((await answer.json()) as { access_token: string }).access_token
  }
})

const { items } = await satu.systems.list().page()
for (const { id, health } of items) console.log(`${id}: ${health.state}`)
