import { type ModelFault, ModelFileError } from '../../../twin/model-file/model-fault.ts';
import { buffersOf, type ReadModel, readModel } from './read-model.ts';

/** What the worker says while and after it reads the file that it was sent. */
export type CadWord =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'read'; readonly model: ReadModel }
  | { readonly kind: 'refused'; readonly fault: ModelFault }
  | { readonly kind: 'broken'; readonly message: string };

const say = (word: CadWord, transfer: ArrayBuffer[] = []): void => self.postMessage(word, { transfer });

self.addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
  readModel(data, (share) => say({ kind: 'progress', share })).then(
    (model) => say({ kind: 'read', model }, buffersOf(model)),
    (error: unknown) => {
      if (error instanceof ModelFileError) say({ kind: 'refused', fault: error.fault });
      else say({ kind: 'broken', message: (error as Error).message });
    },
  );
});
