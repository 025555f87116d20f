export const sources = {
  starting: 'starting',
  recordTakesNothing: 'the record takes nothing: {{why}}',
  givenUp_one: '{{count}} row is given up, as {{trouble}}',
  givenUp_other: '{{count}} rows are given up, as {{trouble}}',
  notOwn: '{{tag}} does not belong to this source',
  clockNotSet: '{{tag}}: its clock is not set ({{ms}} ms since 1970)',
  clockAhead: "{{tag}}: its clock is {{seconds}} s ahead of the gateway's",
  longText: '{{tag}} sent a text of more than {{most}} characters, its end is cut off',
  tooManyTexts: '{{tag}} has had {{most}} different texts, new ones are not taken',
  noText: '{{tag}} is a text, and {{value}} is none',
  notFinite: '{{tag}} reported {{value}}',
} as const;
