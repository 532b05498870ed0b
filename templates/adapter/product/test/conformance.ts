import { defineConformance } from '../../../../src/testing/index.ts'
import { startContoh } from '../../connectors/http/test/stand-in.ts'

export const conformance = defineConformance({ agency: 'DISHUB', start: startContoh })
