/** Why a plant file is not changed. */
export const plants = {
  ships:
    'The plant "{{name}}" ships with Gemba and stays as it is. Make it yours: npx gemba copy {{name}} my-plant.json, then npx gemba start my-plant.json',
  edits: 'A plant file is changed by 1 to {{most}} edits at a time.',
  hasFaults: 'The plant file was changed by hand and has faults now; mend them first: {{faults}}',
  wouldHaveFaults: 'The plant file would have faults: {{faults}}',
  notWritten: 'The plant file cannot be written in {{folder}} ({{code}}).',
  unknownEdit: 'This gateway knows no such change of a plant file.',
  modelFirst: 'A model is uploaded before the plant file names it.',
  noMachine: 'The plant file has no machine "{{id}}" any more.',
  noLine: 'The plant file has no line "{{id}}" any more.',
} as const;
