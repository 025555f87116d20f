export const history = {
  takesNoMore: '{{folder}} takes no more samples ({{why}}).',
  alreadyOpen: 'The history in {{folder}} is already open in this process.',
  folderNotWritable: 'The history folder {{folder}} cannot be written to: make it writable or choose another folder.',
  otherVersion:
    'The history in {{folder}} was written by another version of Gemba (store version {{found}}, this one reads {{version}}): start that version, or choose another folder.',
  inUse: 'The history in {{folder}} is in use by another process: stop it, or choose another folder.',
  inUseBy: 'The history in {{folder}} is in use by process {{pid}}: stop it, or choose another folder.',
  newerDuckdb: 'The history in {{folder}} was written by a newer DuckDB: update Gemba, or choose another folder.',
  filesNotWritable: 'The history in {{folder}} cannot be written to: make its files writable.',
  diskFull: 'The history in {{folder}} cannot be opened, the disk is full: make room.',
  damaged:
    'The history in {{folder}} is damaged: move the folder away to start a new one, or put a backup in its place. ({{why}})',
  notOpened: 'The history in {{folder}} cannot be opened: {{why}}',
  otherText: 'another gateway has numbered the texts of this plant in another way: start this gateway again',
  logCut: 'the end of its log was damaged and is left out; the log as it was is in {{aside}}',
  saved_one: '{{count}} sample of the damaged record was saved; it is kept in {{aside}}',
  saved_other: '{{count}} samples of the damaged record were saved; it is kept in {{aside}}',
  savedInPart_one:
    '{{count}} sample of the damaged record was saved, at most {{lost}} could not be read; it is kept in {{aside}}',
  savedInPart_other:
    '{{count}} samples of the damaged record were saved, at most {{lost}} could not be read; it is kept in {{aside}}',
  noRoomToSave: 'the disk has no room to save what can be read of the damaged record; it is kept in {{aside}}',
} as const;
