/**
 * OPC UA quality, cut to what a viewer must tell apart. `stale` is OPC UA's UncertainLastUsableValue: the value was
 * good and its source has gone quiet.
 */
export const Quality = { good: 0, uncertain: 1, stale: 2, bad: 3 } as const;
export type QualityCode = (typeof Quality)[keyof typeof Quality];
export const qualityNames = ['good', 'uncertain', 'stale', 'bad'] as const;
