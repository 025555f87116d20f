export const sources = {
  starting: 'starting',
  recordTakesNothing: 'the record takes nothing: {{why}}',
  givenUp_one: '{{count}} row is given up, as {{trouble}}',
  givenUp_other: '{{count}} rows are given up, as {{trouble}}',
  notOwn: '{{tag}} does not belong to this source',
  clockNotSet: '{{tag}}: its clock is not set ({{ms}} ms since 1970)',
  clockAhead: "{{tag}}: its clock is {{seconds}} s ahead of the gateway's",
  notFinite: '{{tag}} reported {{value}}',
} as const;
