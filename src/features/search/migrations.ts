import { type Kysely, sql } from 'kysely'
import type { Engine } from '../../platform/store/engine.ts'

/**
 * What finds records by their words: an index of words that holds no texts, the words there are, and their slips of the
 * pen.
 */
export async function createSearch(db: Kysely<never>, engine: Engine): Promise<void> {
  await db.schema.createTable('search_entries')
    .addColumn('seq', engine === 'sqlite' ? 'integer' : 'bigint', column => column.primaryKey())
    .addColumn('system', 'text', column => column.notNull())
    .addColumn('resource', 'text', column => column.notNull())
    .addColumn('id', 'text', column => column.notNull())
    .addColumn('agency', 'text')
    .addColumn('districts', 'text', column => column.notNull())
    .addColumn('status', 'text')
    .addColumn('updated_at', 'text', column => column.notNull())
    .addUniqueConstraint('search_entries_record', ['system', 'resource', 'id'])
    .execute()
  await db.schema.createTable('search_texts')
    .addColumn('seq', engine === 'sqlite' ? 'integer' : 'bigint', column => column.primaryKey())
    .addColumn('title', 'text', column => column.notNull())
    .addColumn('text', 'text', column => column.notNull())
    .execute()
  await db.schema.createTable('search_words')
    .addColumn('word', engine === 'postgres' ? sql`text collate "C"` : 'text', column => column.notNull())
    .addColumn('class', 'text', column => column.notNull())
    .addColumn('docs', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('search_words_pk', ['word', 'class'])
    .execute()
  await db.schema.createTable('search_slips')
    .addColumn('slip', 'text', column => column.notNull())
    .addColumn('word', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('search_slips_pk', ['slip', 'word'])
    .execute()
  await db.schema.createIndex('search_slips_by_word').on('search_slips').column('word').execute()
  await db.schema.createTable('search_state')
    .addColumn('name', 'text', column => column.primaryKey())
    .addColumn('value', 'text', column => column.notNull())
    .execute()
  if (engine === 'sqlite') {
    // Without texts and places: whether a word is in a record is all that is asked of it.
    await sql`create virtual table search_index
      using fts5(words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'")`.execute(db)
  } else {
    await sql`alter table search_entries add column words tsvector not null default ''::tsvector`.execute(db)
    await sql`create index search_entries_words on search_entries using gin (words)`.execute(db)
  }
}
