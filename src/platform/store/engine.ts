/** The database behind the durable store. */
export type Engine = 'sqlite' | 'postgres'
