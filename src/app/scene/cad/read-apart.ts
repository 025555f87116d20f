import { ModelFileError } from '../../../twin/model-file/model-fault.ts';
import type { CadWord } from './cad-worker.ts';
import workerUrl from './cad-worker.ts?worker&url';
import { type ReadModel, readModel } from './read-model.ts';

interface ScriptPolicies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string;
  };
}

/** The page takes no script address that no policy made; this one makes a single address, built in. */
function ownScript(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: ScriptPolicies };
  return trustedTypes?.createPolicy('gemba-cad-worker', { createScriptURL: () => url }).createScriptURL(url) ?? url;
}

let script: string | null = null;

function startWorker(): Worker | null {
  try {
    script ??= ownScript(workerUrl);
    return new Worker(script, { type: 'module' });
  } catch {
    return null;
  }
}

/**
 * Reads a model in a worker, so that the picture goes on meanwhile; here where no worker can be had. The file's bytes
 * are copied: whoever asks keeps them. Rejects with a `ModelFileError` that has the reason.
 */
export function readApart(
  file: Uint8Array,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<ReadModel> {
  const worker = startWorker();
  if (!worker) return readModel(file, progress);
  return new Promise<ReadModel>((resolve, reject) => {
    const end = (): void => worker.terminate();
    signal.addEventListener('abort', () => {
      end();
      reject(new Error('no longer wanted'));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<CadWord>) => {
      if (data.kind === 'progress') return progress(data.share);
      end();
      if (data.kind === 'read') resolve(data.model);
      else if (data.kind === 'refused') reject(new ModelFileError(data.fault.code, data.fault.values));
      else reject(new Error(data.message));
    });
    // The script itself could not be had or run.
    worker.addEventListener('error', () => {
      end();
      if (!signal.aborted) readModel(file, progress).then(resolve, reject);
    });
    worker.postMessage(file);
  });
}
