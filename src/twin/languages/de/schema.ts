/** By the English words of the published schema; a test holds them to those that faults quote. */
export const schema: Readonly<Record<string, string>> = {
  'Version of this format.': 'Version dieses Formats.',
  'Name of the plant in addresses and file names.': 'Name des Werks in Adressen und Dateinamen.',
  'Name of the plant.': 'Name des Werks.',
  'The site: its place in time and the floor of its hall.': 'Der Standort: seine Zeitzone und der Boden seiner Halle.',
  'Where samples come from. Tags without `source` belong to the first.':
    'Woher die Messwerte kommen. Tags ohne `source` gehören zur ersten Quelle.',
  'ISA-95 areas.': 'Bereiche nach ISA-95.',
  'How material flows between machines.': 'Wie Material zwischen den Maschinen fließt.',
  'cannot be an id: use letters, digits, - and _ only, beginning with a letter or digit':
    'kann keine Kennung sein: erlaubt sind nur Buchstaben ohne Umlaute, Ziffern, - und _, am Anfang ein Buchstabe oder eine Ziffer',
  'Name of the site.': 'Name des Standorts.',
  'IANA time zone, e.g. "Europe/Berlin"; shifts and days are counted in it.':
    'IANA-Zeitzone, etwa "Europe/Berlin"; in ihr zählen Schichten und Tage.',
  'The shift calendar; empty where there are no shifts.': 'Der Schichtkalender; leer, wo es keine Schichten gibt.',
  'Floor of the hall in metres: [along x, along z]; (0, 0) is a corner.':
    'Boden der Halle in Metern: [entlang x, entlang z]; (0, 0) ist eine Ecke.',
  'What people call it, e.g. "Early".': 'Wie sie heißt, etwa "Früh".',
  'Days on which it starts.': 'Tage, an denen sie beginnt.',
  'Local time "HH:MM" at which it starts.': 'Ortszeit "HH:MM", zu der sie beginnt.',
  'Local time "HH:MM" at which it ends; at or before the start is on the next day.':
    'Ortszeit "HH:MM", zu der sie endet; zur Zeit des Beginns oder davor heißt am nächsten Tag.',
  'is no time of day: write it as "HH:MM" from "00:00" to "23:59"':
    'ist keine Uhrzeit: Schreiben Sie sie als "HH:MM" von "00:00" bis "23:59"',
  'Name that tags refer to.': 'Name, mit dem Tags auf sie verweisen.',
  'Kind of source.': 'Art der Quelle.',
  'The same seed gives the same run.': 'Derselbe Startwert ergibt denselben Ablauf.',
  'CSV or CSV.gz file; its path from the folder of this plant file.':
    'CSV- oder CSV.gz-Datei; ihr Pfad ab dem Ordner dieser Werksdatei.',
  'Mapping file (JSON) that says what the columns are; its path from the folder of this plant file.':
    'Zuordnungsdatei (JSON), die sagt, was die Spalten sind; ihr Pfad ab dem Ordner dieser Werksdatei.',
  'Times real time; 0 is as fast as it can be stored.':
    'Vielfaches der wirklichen Geschwindigkeit; 0 ist so schnell, wie es sich speichern lässt.',
  'Whether it begins again at its end.': 'Ob sie am Ende von vorn beginnt.',
  'The broker: mqtt://host:port or mqtts://host:port.': 'Der Broker: mqtt://host:port oder mqtts://host:port.',
  'Sparkplug group id.': 'Kennung der Sparkplug-Gruppe.',
  'Sparkplug edge node id.': 'Kennung des Sparkplug-Edge-Knotens.',
  'Sparkplug host application id, under which STATE is published.':
    'Kennung der Sparkplug-Host-Anwendung, unter der STATE veröffentlicht wird.',
  'is no broker address: write it as "mqtt://host:port" or "mqtts://host:port"':
    'ist keine Broker-Adresse: Schreiben Sie sie als "mqtt://host:port" oder "mqtts://host:port"',
  'Unique in the plant.': 'Einmalig im Werk.',
  'What people call it.': 'Wie man es nennt.',
  'Its lines.': 'Seine Linien.',
  'Its machines.': 'Ihre Maschinen.',
  'Equipment type.': 'Art der Ausrüstung.',
  'Where it stands: the middle of its footprint, in hall metres.':
    'Wo sie steht: die Mitte ihrer Grundfläche, in Metern der Halle.',
  'Its components.': 'Ihre Komponenten.',
  'Ids of up to three of its tags, shown first.': 'Kennungen von bis zu drei ihrer Tags, die zuerst gezeigt werden.',
  'Its tags.': 'Ihre Tags.',
  'How its tags show in the scene.': 'Wie sich ihre Tags im Bild zeigen.',
  'Metres along the flow.': 'Meter in Flussrichtung.',
  'Metres towards the viewer.': 'Meter auf den Betrachter zu.',
  'Unique within the machine.': 'Einmalig in der Maschine.',
  'What its values are.': 'Was seine Werte sind.',
  'How the source calls it: a Sparkplug "device/metric", a column of a recording, a simulation signal.':
    'Wie die Quelle es nennt: "Gerät/Metrik" in Sparkplug, eine Spalte einer Aufzeichnung, ein Signal der Simulation.',
  'Id of a tag of this machine, or the full id "machine.tag" of another\'s.':
    'Kennung eines Tags dieser Maschine, oder die volle Kennung "maschine.tag" bei einer anderen.',
  'Part of the equipment type, or node of the model.': 'Teil dieser Art von Ausrüstung oder Knoten des Modells.',
  'How it shows.': 'Wie es sich zeigt.',
  'Kind of rule.': 'Art der Regel.',
  'Colour by state name ("on" and "off" for booleans); the others keep the grey.':
    'Farbe nach dem Namen des Zustands ("on" und "off" bei boolean); die übrigen bleiben grau.',
  'The first that holds, from <= value < to.': 'Der erste, der zutrifft, zählt: from <= Wert < to.',
  'Colour inside it.': 'Farbe in diesem Bereich.',
  'Value at the pale end, or the blue end of a diverging scale.':
    'Wert am blassen Ende, oder am blauen Ende einer zweiseitigen Skala.',
  'Value at the other end.': 'Wert am anderen Ende.',
  'Pale to blue, or blue over pale to brown.': 'Von blass nach blau, oder von blau über blass nach braun.',
  '.glb or .gltf file; its path from the folder of this plant file.':
    '.glb- oder .gltf-Datei; ihr Pfad ab dem Ordner dieser Werksdatei.',
  'Id of the machine it leaves.': 'Kennung der Maschine, die es verlässt.',
  'Id of the machine it enters.': 'Kennung der Maschine, in die es gelangt.',
  'Ids of the conveyors and accumulation tables passed, in order; empty where there are none.':
    'Kennungen der Förderer und Puffertische auf dem Weg, der Reihe nach; leer, wo es keine gibt.',
  'What flows.': 'Was fließt.',
  'Items that fit between the two.': 'Wie viele Stücke zwischen die beiden passen.',
  'Unique among the maps.': 'Einmalig unter den Karten.',
  'The sensors.': 'Die Sensoren.',
  'A sensor says nothing about the floor farther away than this, metres.':
    'Weiter weg als so viele Meter sagt ein Sensor nichts über den Boden.',
  'Full id "machine.tag".': 'Volle Kennung "maschine.tag".',
  'Unique among the views.': 'Einmalig unter den Ansichten.',
  'Unique among the key figures.': 'Einmalig unter den Kennzahlen.',
  'Id of the machine; for a line, of its bottleneck.': 'Kennung der Maschine; bei einer Linie die ihres Engpasses.',
  'What is computed.': 'Was berechnet wird.',
  'Id of its counter of good items, or the full id "machine.tag" of another\'s.':
    'Kennung ihres Zählers guter Stücke, oder die volle Kennung "maschine.tag" bei einer anderen.',
  'Age in days up to which every sample is kept.': 'Alter in Tagen, bis zu dem jeder Messwert aufgehoben wird.',
  'What people call it, e.g. "Lunch".': 'Wie sie heißt, etwa "Mittagspause".',
  'is no date: write it as "YYYY-MM-DD"': 'ist kein Datum: Schreiben Sie es als "JJJJ-MM-TT"',
  'is no currency: write its ISO 4217 code, e.g. "EUR"':
    'ist keine Währung: Schreiben Sie ihren Code nach ISO 4217, etwa "EUR"',
  'Counter of good items.': 'Zähler der guten Stücke.',
  "As the line's `productTag` says it: a text, or the name of a state.":
    'Wie das `productTag` der Linie es nennt: ein Text oder der Name eines Zustands.',
  'Rated output by machine id, items per minute.': 'Nennleistung je Maschine (nach Kennung), Stück pro Minute.',
  'What people call the alarm.': 'Wie der Alarm heißt.',
  'What it usually comes from.': 'Woher er gewöhnlich kommt.',
  'What happens if nobody acts.': 'Was geschieht, wenn niemand eingreift.',
  'What to do now.': 'Was jetzt zu tun ist.',
  'A value, or the tag that has it: one of this machine by its id, any as "machine.tag".':
    'Ein Wert oder das Tag, das ihn hat: eines dieser Maschine mit seiner Kennung, jedes als "maschine.tag".',
  'So far from it, or farther, to either side.': 'So weit davon oder weiter, nach beiden Seiten.',
  'Names of states, "on" or "off", or texts.': 'Namen von Zuständen, "on" oder "off", oder Texte.',
  'Unique in its machine.': 'Eindeutig innerhalb der Maschine.',
  'What is done, in a few words.': 'Was getan wird, in wenigen Worten.',
  "Ids of the machine's tags with limits that tell that it is due.":
    'Kennungen von Tags der Maschine mit Grenzwerten, an denen sich zeigt, dass es fällig ist.',
  'What to do, in order.': 'Was zu tun ist, der Reihe nach.',
  'Spare parts; empty where none is needed.': 'Ersatzteile; leer, wo keine gebraucht werden.',
  'Working time in minutes.': 'Arbeitszeit in Minuten.',
  'What it is ordered by.': 'Womit es bestellt wird.',
  'What people call the part.': 'Wie das Teil heißt.',
  'How many are needed.': 'Wie viele gebraucht werden.',
};
