import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeAddress, machineInCode, placeOf } from './address.ts';

describe('places', () => {
  test('a layout is named by the path; without one a finger gets the tablet, a mouse the desk', () => {
    expect(placeOf('/wall', true)).toEqual({ page: 'layout', layout: 'wall', asked: null });
    expect(placeOf('/desk', true)).toEqual({ page: 'layout', layout: 'desk', asked: null });
    expect(placeOf('/', true)).toEqual({ page: 'layout', layout: 'tablet', asked: null });
    expect(placeOf('/', false)).toEqual({ page: 'layout', layout: 'desk', asked: null });
    expect(placeOf('/codes', false)).toEqual({ page: 'codes' });
    expect(placeOf('/report', true)).toEqual({ page: 'report' });
  });

  test('CODE-1 a code leads to its machine, whatever its id and whatever the gateway is called', () => {
    const bases = fc.constantFrom('http://localhost:8080', 'https://plant.example/', 'http://10.0.0.7:81');
    fc.assert(
      fc.property(
        bases,
        fc.string({ minLength: 1, unit: 'grapheme' }).filter((id) => !/^\.+$/.test(id)),
        (base, id) => {
          const code = codeAddress(base, id);
          expect(machineInCode(code)).toBe(id);
          expect(placeOf(new URL(code).pathname, true)).toEqual({ page: 'layout', layout: 'tablet', asked: id });
        },
      ),
    );
  });

  test('CODE-2 any other code names no machine', () => {
    for (const text of ['', '4006381333931', 'https://example.org/', 'javascript:/a/filler', '/a/filler']) {
      expect(machineInCode(text)).toBeNull();
    }
  });
});
