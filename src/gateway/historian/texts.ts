import type { DuckDBConnection } from '@duckdb/node-api';
import type { TagText } from '../../series/sample-batch.ts';
import { SentenceError, sentence } from '../sentence.ts';
import { lostText } from './historian.ts';
import { number } from './keyframes.ts';

/** What stands for each text of a tag. A store that never had texts may be without it. */
export const textTable =
  'CREATE TABLE IF NOT EXISTS tag_text (tag INTEGER NOT NULL, number INTEGER NOT NULL, text VARCHAR NOT NULL)';

/** Stores what is not stored yet, or was lost, of texts whose slots are tag numbers, inside the caller's transaction. */
export async function storeTexts(writer: DuckDBConnection, texts: readonly TagText[]): Promise<void> {
  await writer.run('CREATE OR REPLACE TEMP TABLE sent (tag INTEGER, number INTEGER, text VARCHAR)');
  const appender = await writer.createAppender('sent');
  for (const { slot, number: of, text } of texts) {
    appender.appendInteger(slot);
    appender.appendInteger(of);
    appender.appendVarchar(text);
    appender.endRow();
  }
  appender.closeSync();
  await writer.run(`DELETE FROM tag_text t USING sent
    WHERE t.tag = sent.tag AND t.number = sent.number AND t.text = '${lostText}'`);
  await writer.run(`INSERT INTO tag_text SELECT DISTINCT tag, number, text FROM sent
    WHERE NOT EXISTS (FROM tag_text t WHERE t.tag = sent.tag AND t.number = sent.number)`);
  const others = 'SELECT count(*)::DOUBLE FROM sent JOIN tag_text t USING (tag, number) WHERE t.text <> sent.text';
  if ((await number(writer, others)) > 0) throw otherText();
}

/** A number is sent that stands for another text. */
export const otherText = (): SentenceError => new SentenceError(sentence('history.otherText'));
