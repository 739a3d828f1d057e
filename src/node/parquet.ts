/** Tables of a study's store as Parquet files, with the provenance in each file's metadata. */
import type { WholeTable } from '../experiment/tables/table.js';
import { openDatabase, quoteName, quoteText } from './duckdb.js';

/**
 * Writes one table of a store.
 * @param store path of the store
 * @param table its name, or a table that is not in the store
 * @param about key-value metadata of the file
 * @throws UserError without DuckDB; the error of DuckDB when the disk refuses
 */
export async function writeParquet(
  store: string,
  table: string | WholeTable,
  path: string,
  about: Readonly<Record<string, string>>,
): Promise<void> {
  const database = await openDatabase(store, { readOnly: true });
  try {
    const name = typeof table === 'string' ? table : table.name;
    if (typeof table !== 'string') await database.fill(name, table.columns, table.rows(), true);
    const metadata = Object.entries(about).map(([key, value]) => `${quoteName(key)}: ${quoteText(value)}`);
    // The extension says what it is; DuckDB goes by FORMAT alone.
    await database.run(
      `copy (from ${quoteName(name)}) to ${quoteText(path)} (format parquet, compression zstd, kv_metadata {${metadata.join(', ')}})`,
    );
  } finally {
    database.close();
  }
}
