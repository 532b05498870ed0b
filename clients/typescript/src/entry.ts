/** One method of the client, as the table has it. */
export interface Entry {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  kind: 'list' | 'read' | 'write'
  params: readonly string[]
  query: boolean
  body: 'none' | 'json' | 'form'
}
