// npm run generate: writes the files that are made of the contract (scripts/generate/contract.ts), and then, from them
// and from the sources, the tables in docs/ and the dashboard for Grafana (scripts/generate/docs.ts).
// `--check` writes nothing, names the files that are out of date and exits with 1.
import { generateContract } from './generate/contract.ts'
import { staleFiles, writeFiles } from './generate/files.ts'

/** The docs are made by what imports the contract's files: it is loaded when those are there. */
async function docs(document: string): Promise<Map<string, string>> {
  try {
    const { generateDocs } = await import('./generate/docs.ts')
    return generateDocs(document)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    console.log('docs/ and the types were left as they are: they need the development packages (npm ci).')
    return new Map()
  }
}

const contract = await generateContract()
const isCheck = process.argv.includes('--check')
if (!isCheck) writeFiles(contract)
const files = new Map([...contract, ...await docs(contract.get('src/contract/contract.gen.json') ?? '')])
if (isCheck) {
  const stale = staleFiles(files)
  for (const file of stale) console.error(`${file} is out of date: run npm run generate`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else writeFiles(files)
