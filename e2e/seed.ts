import fc from 'fast-check';

// The same cases on every machine and every run; GEMBA_SEED=$RANDOM npm test looks for new ones. A case that failed
// once is kept as an example in its test.
fc.configureGlobal({ seed: Number(process.env.GEMBA_SEED ?? 20_300_101) });
