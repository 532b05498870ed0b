import { errorKinds } from '../../errors.ts'

export interface GuideSection {
  id: string
  title: string
  /** Markdown; HUB stands for the hub's own address. */
  text: string
}

/** Stands for the hub's own address in the guide and in code samples. */
export const HUB = 'https://hub.example.org'

/** What holds for every operation. */
export function guideSections(
  { isDevelopment, bearer, apiKey }: { isDevelopment: boolean; bearer: string; apiKey: string }
): GuideSection[] {
  return [
    {
      id: 'first-call',
      title: 'A first call',
      text: `Public operations need nothing. This asks every system that keeps licences, at once:

\`\`\`sh
curl -s '${HUB}/v1/licences?limit=3'
\`\`\`

\`\`\`ts
import { createSatu } from '@satu/client'

const satu = createSatu({ url: '${HUB}' })
for await (const licence of satu.licences.list({ limit: 3 })) console.log(licence.number)
\`\`\`

The contract is [/openapi.json](/openapi.json) (OpenAPI 3.1); [/openapi-3.0.json](/openapi-3.0.json) says the same to \
tools that read 3.0 alone. Import either into Postman or your API manager. \`@satu/client\` is the typed client, \
in \`clients/typescript\` of the hub's repository: pages as loops, keys, retries and the event stream are its business.`
    },
    {
      id: 'authentication',
      title: 'Authentication',
      text: `${bearer}

${apiKey}
${
        isDevelopment ?
          `
This hub runs for development and signs tokens itself:

\`\`\`sh
export SATU_TOKEN=$(npm run --silent satu -- token --consumer demo-app)
curl -s -H "Authorization: Bearer $SATU_TOKEN" '${HUB}/v1/systems'
\`\`\`
` :
          `
\`\`\`sh
curl -s -H "Authorization: Bearer $SATU_TOKEN" '${HUB}/v1/systems'
\`\`\`
`
      }
A credential that is not good is a 401, on public operations too. What a caller lacks is a 403 that names it. Where an \
operation shows personal data it may ask for a purpose, \`X-Purpose\`, which must be one of those of your agreement.`
    },
    {
      id: 'paging',
      title: 'Lists and paging',
      text:
        `A list is ordered by \`source.updated_at\`, newest first, then by \`id\`. \`limit\` says how many records a \
page may hold. Send \`next_cursor\` as \`cursor\` for the next page, with the same filters, until it is \`null\`: a \
page may be short or even empty, and only \`null\` is the end. The \`Link\` header says the same.

\`\`\`sh
curl -s '${HUB}/v1/announcements?limit=50'
curl -s '${HUB}/v1/announcements?limit=50&cursor=...'
\`\`\`

\`\`\`ts
for await (const item of satu.announcements.list({ limit: 50 })) console.log(item.title)
\`\`\`

Values of a filter that takes several stand behind one another: \`?status=active,expired\`. Unknown parameters are \
refused, never passed over. To get what has changed since the last time, keep the newest \`source.updated_at\` and \
send it as \`updated_since\`, or follow the [events](/docs/events).`
    },
    {
      id: 'partial-answers',
      title: 'Partial answers',
      text: `Several systems may stand behind one list. When some of them fail, the rest still answers with 200, and \
\`meta.sources\` says how each took part:

| state | means |
|---|---|
| \`ok\` | its records are here, and fresh |
| \`stale\` | its last known records are here, as of \`as_of\` |
| \`failed\` | it did not answer and nothing is known: its records are missing |
| \`skipped\` | it was not asked, since it cannot hold a match |

Send \`require=all\` to get a 503 that names the missing systems. Of a single record the header \`Satu-Source\` says \
the same. The client has it as \`list.missing\`.`
    },
    {
      id: 'writes',
      title: 'Writes and idempotency',
      text: `Send an \`Idempotency-Key\` of your own with every write: a text in quotes, new for each write. After a \
broken connection send the same again under the same key: it is written once.

| answer | means |
|---|---|
| 201 | its system has it; the body is the record |
| 202 | the hub has it on disk and delivers it as soon as the system can take it; \`Location\` leads to its \
[submission](/docs/submissions) |
| 409 \`write_in_progress\` | the first one under this key is still being answered: wait as \`Retry-After\` says, and \
send it again |
| 422 \`idempotency_key_reused\` | the key was used for something else |
| 422 \`write_refused\` | the system says no; \`errors\` names the fields |

\`Satu-Receipt\` is the number that a resident can read out. Keys are kept for 24 hours at least.

\`\`\`ts
const written = await satu.complaints.create({ description: 'Lampu jalan mati sejak Senin.' })
console.log(written.receipt)
const complaint = await written.delivered()
\`\`\``
    },
    {
      id: 'limits',
      title: 'Limits, retries, caching',
      text:
        `\`RateLimit\` and \`RateLimit-Policy\` tell what is left of your quota. 429, 502, 503 and 504 pass: wait as \
long as \`Retry-After\` says, else a little longer each time. Send again only what reads, and writes with a key.

Reads carry \`ETag\`: send it as \`If-None-Match\` and get a 304 without a body while nothing has changed. \`Age\`, \
\`Cache-Control\` and \`Cache-Status\` tell how fresh an answer is.`
    },
    {
      id: 'errors',
      title: 'Errors',
      text: `Every error is a problem (RFC 9457) of type \`application/problem+json\`: a stable \`code\`, who is \
\`at_fault\`, the \`stage\`, what to do (\`action\`), the \`request_id\`, and one entry in \`errors\` for each wrong \
field. Decide by \`code\`.

| code | status | at fault | what to do |
|---|---|---|---|
${
        Object.entries(errorKinds).map(([code, { status, atFault, action }]) =>
          `| [${code}](/problems/${code}) | ${status} | ${atFault} | ${action.replaceAll('|', String.raw`\|`)} |`
        ).join('\n')
      }`
    }
  ]
}
