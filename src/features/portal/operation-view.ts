import { type Html, html } from '../../http/html.ts'
import { type ContractDocument, createResolve, type OperationObject, type ParameterObject,
  type ResponseObject } from './document.ts'
import { inline, markdown } from './markdown.ts'
import { rules, type ViewSchema } from './schema-view.ts'

export interface PlacedOperation {
  method: string
  path: string
  operation: OperationObject
}

/** One operation, with all that somebody needs to call it. */
export function viewOperation(
  document: ContractDocument,
  viewSchema: ViewSchema,
  { method, path, operation }: PlacedOperation
): Html {
  const resolve = createResolve(document)
  const { operationId: id, summary = id, description, requestBody, 'x-codeSamples': samples = [] } = operation
  const parameters = (operation.parameters ?? []).map(parameter => resolve<ParameterObject>(parameter)).map(
    parameter => ({ ...parameter, schema: resolve(parameter.schema) })
  )
  const sent = Object.entries(
    (requestBody === undefined
      ? undefined
      : resolve<{ content: NonNullable<ResponseObject['content']> }>(requestBody as never))?.content ?? {}
  )

  return html`<section class="operation" id="${id}" aria-labelledby="${id}-title">
<div class="about">
<h2 id="${id}-title"><a href="#${id}">${summary}</a></h2>
<p class="line"><span class="verb ${method.toLowerCase()}">${method}</span> <code>${path}</code></p>
${description !== undefined && markdown(description)}
<p class="who">${whoMay(operation)}</p>
${parameters.length > 0 && html`<h3>Parameters</h3>${viewParameters(parameters)}`}
${
    sent.map(([type, { schema }]) =>
      html`<h3>Body <span class="type">${type}</span></h3>${schema && viewSchema(schema)}`
    )
  }
<h3>Answers</h3>
${viewAnswers(operation, resolve, viewSchema)}
</div>
<div class="samples">
${
    samples.map(({ label, lang, source }) =>
      html`<figure><figcaption>${label}</figcaption><pre tabindex="0"><code class="language-${
        lang === 'Shell' ? 'sh' : 'ts'
      }">${source}</code></pre></figure>`
    )
  }
${method === 'GET' && tryIt(id, path, parameters)}
</div>
</section>`
}

function whoMay({ security = [], 'x-scopes': scopes = [], 'x-citizen': citizen = false }: OperationObject): Html {
  const isPublic = security.some(way => Object.keys(way).length === 0)
  const named = scopes.map((scope, index) => html`${index > 0 && ' '}<code>${scope}</code>`)
  if (citizen === 'only') return html`For citizens who signed in, with the scope ${named}.`
  if (isPublic) return html`Public: no credential is needed.`
  return html`Needs a token or an API key with the scope ${named}${
    citizen && '; citizens may call it with a token of their own'
  }.`
}

function viewParameters(parameters: readonly ParameterObject[]): Html {
  return html`<dl class="fields">${
    parameters.map(({ name, in: place, required = false, description, schema }) =>
      html`<div><dt><code>${name}</code> <span class="type">${place}</span>${
        required && html` <span class="badge">required</span>`
      }</dt>
<dd>${description !== undefined && markdown(description)}${rules(schema)}</dd></div>`
    )
  }</dl>`
}

function viewAnswers(
  { responses }: OperationObject,
  resolve: ReturnType<typeof createResolve>,
  viewSchema: ViewSchema
): Html {
  const whole = Object.entries(responses).map(([status, response]) => ({ status,
    ...resolve<ResponseObject>(response) })
  )
  const good = whole.filter(({ status }) => status < '300')
  const others = whole.filter(({ status }) => status >= '300')
  return html`${
    good.map(({ status, description, content = {} }) =>
      html`<details class="answer"><summary><span class="status">${status}</span> ${inline(description)}</summary>${
        Object.entries(content).map(([type, { schema }]) =>
          html`<p class="type">${type}</p>${schema && viewSchema(schema)}`
        )
      }</details>`
    )
  }
<ul class="others">${
    others.map(({ status, description }) => html`<li><span class="status">${status}</span> ${inline(description)}</li>`)
  }</ul>`
}

/** Reads alone: what is written here would be written into a real system. */
function tryIt(id: string, path: string, parameters: readonly ParameterObject[]): Html {
  const asked = parameters.filter(({ in: place }) => place !== 'header')
  return html`<form class="try" data-path="${path}"><fieldset><legend>Try it</legend><div class="fieldgrid">
${
    asked.map(({ name, in: place, required = false, schema }) =>
      html`<div><label for="${id}-${name}">${name}${required && html` <span class="badge">required</span>`}</label>
<input id="${id}-${name}" name="${name}" data-in="${place}" autocomplete="off" spellcheck="false"${
        required && html` required`
      } value="${
        place === 'path' ? exampleOf(schema) : name === 'limit' ? '3' : required ? exampleOf(schema) : ''
      }"></div>`
    )
  }
</div><button type="submit">Send</button></fieldset><div class="result" aria-live="polite" hidden></div></form>`
}

function exampleOf({ examples = [] }: ParameterObject['schema']): string {
  const [example] = examples
  return typeof example === 'string' || typeof example === 'number' ? String(example) : ''
}
