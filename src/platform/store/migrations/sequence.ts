import type { CreateTableBuilder } from 'kysely'
import type { Engine } from '../engine.ts'

/** A first column `seq` that counts up by itself. Never given twice, even after rows were deleted. */
export function withSequence<T extends string>(
  table: CreateTableBuilder<T>,
  engine: Engine
): CreateTableBuilder<T, 'seq'> {
  return engine === 'sqlite'
    ? table.addColumn('seq', 'integer', column => column.primaryKey().autoIncrement())
    : table.addColumn('seq', 'bigserial', column => column.primaryKey())
}
