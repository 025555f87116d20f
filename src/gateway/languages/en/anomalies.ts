export const anomalies = {
  verdict: 'an anomaly is confirmed or rejected',
  gone: 'there is no such anomaly any more: nothing was changed',
  notKept: "the verdict cannot be kept on the gateway's disk ({{code}}): nothing was changed",
} as const;
