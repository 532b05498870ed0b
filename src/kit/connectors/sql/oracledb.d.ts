/** As much of oracledb, which brings no types, as is used here. */
declare module 'oracledb' {
  export interface DbType {
    name: string
  }
  export interface ColumnMetadata {
    name: string
    dbType: DbType
    scale?: number
  }
  export interface FetchType {
    type?: DbType
    converter?: (value: unknown) => unknown
  }
  export interface ResultSet {
    getRows(count: number): Promise<Record<string, unknown>[]>
    close(): Promise<void>
  }
  export interface Connection {
    callTimeout: number
    execute(
      sql: string,
      binds?: Record<string, unknown>,
      options?: Record<string, unknown>
    ): Promise<{ resultSet?: ResultSet }>
    rollback(): Promise<void>
    break(): Promise<void>
    close(): Promise<void>
    isHealthy(): boolean
  }
  export interface Oracledb {
    OUT_FORMAT_OBJECT: number
    DB_TYPE_BLOB: DbType
    DB_TYPE_CLOB: DbType
    DB_TYPE_DATE: DbType
    DB_TYPE_NCLOB: DbType
    DB_TYPE_NUMBER: DbType
    DB_TYPE_RAW: DbType
    DB_TYPE_TIMESTAMP: DbType
    DB_TYPE_TIMESTAMP_LTZ: DbType
    DB_TYPE_TIMESTAMP_TZ: DbType
    DB_TYPE_VARCHAR: DbType
    getConnection(options: { user: string; password: string; connectString: string }): Promise<Connection>
  }
  const oracledb: Oracledb
  export default oracledb
}
