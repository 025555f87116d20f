/** Why a plant file cannot be read as one. */
export const plantFiles = {
  atPlace: '{{file}}:{{line}}:{{column}}: {{fault}}',
  keyTwice: 'key "{{key}}" stands twice in this object and only one would count; remove or rename one',
  unreadable: 'cannot be read: {{why}}',
  none: 'there is no such plant file, nor a plant of that name{{choices}}',
  folder: 'is a folder: name the plant file in it',
} as const;
