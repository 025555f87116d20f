export const common = {
  /** What something outside said, in whatever language that is. */
  said: '{{text}}',
  two: '{{one}}; {{other}}',
} as const;
