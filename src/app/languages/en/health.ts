export const health = {
  title: 'Health',
  index: 'Health {{share}} %',
  formula:
    'The smaller of: 100 % divided by the highest anomaly score against its limit; the time until the nearest forecast limit as a share of 24 h. 0 while a value is beyond its limit.',
  anomaly: {
    pattern: 'Values do not go together as usual',
    spike: 'A value jumped',
    frozen: 'A value stands still',
    gap: 'A value is missing',
  },
  score: '{{score}} times its limit',
  since: 'since {{moment}}',
  over: '{{from}} to {{to}}, over',
  share: '{{tag}}: {{share}} %',
  confirm: 'Confirm',
  confirmHint: 'It is abnormal: nothing is learnt from it',
  reject: 'Reject',
  rejectHint: 'It is normal: the gateway learns it',
  confirmed: 'Confirmed: nothing is learnt from it.',
  working: 'Keeping …',
  failed: 'Not kept: {{why}}',
} as const;
