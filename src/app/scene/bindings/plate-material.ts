import { Color, ShaderMaterial, type Texture, Vector2 } from 'three';
import { light } from '../parts/clay-material.ts';

/** A plate faces the camera; its letters are as large as they would be in the hall, within what can be read. */
export const plateUniforms = {
  /** CSS px of the picture. */
  uViewport: { value: new Vector2(1, 1) },
  /** Least and largest height of an em, CSS px; a plate whose em would be smaller than `uGonePx` is left out. */
  uLeastPx: { value: 12 },
  uMostPx: { value: 22 },
  uGonePx: { value: 4.5 },
  uSurface: { value: new Color() },
  uLine: { value: new Color() },
  uText: { value: new Color() },
  uMuted: { value: new Color() },
  uValue: { value: new Color() },
  uMedium: { value: new Color() },
  uHigh: { value: new Color() },
  uOnMedium: { value: new Color() },
  uOnHigh: { value: new Color() },
};

const placing = /* glsl */ `
  attribute vec4 anchor; // hall metres, and how far towards the eye it is pulled
  uniform vec2 uViewport;
  uniform float uLeastPx, uMostPx, uGonePx, uPixelRatio, uEmMetres;
  /** Where a point of the plate, in ems from its anchor, is on screen. */
  vec4 onScreen(vec2 at, float nearer) {
    vec4 seen = viewMatrix * vec4(anchor.xyz, 1.0);
    vec4 clip = projectionMatrix * seen;
    vec4 pulled = projectionMatrix * (seen + vec4(0.0, 0.0, anchor.w + nearer, 0.0));
    float natural = uEmMetres * projectionMatrix[1][1] * 0.5 * uViewport.y / clip.w;
    if (natural < uGonePx || clip.w <= 0.0) return vec4(0.0, 0.0, 2.0, 1.0);
    float em = clamp(natural, uLeastPx, uMostPx);
    vec2 half2 = uViewport * 0.5;
    // On whole pixels, so that letters do not swim.
    vec2 px = floor((clip.xy / clip.w * half2 + at * em) * uPixelRatio + 0.5) / uPixelRatio;
    float depth = pulled.w > 0.0 ? pulled.z / pulled.w : -1.0;
    return vec4(px / half2, clamp(depth, -1.0, 1.0), 1.0);
  }`;

const uniforms = (emMetres: number) => ({
  ...plateUniforms,
  uPixelRatio: light.uPixelRatio,
  uEmMetres: { value: emMetres },
});

/** `emMetres` = height of an em in the hall. Bodies: ground, hair-line, gauge with limits and needle, the mark of an alarm, hatching and cross. */
export function plateMaterial(emMetres: number): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: uniforms(emMetres),
    vertexShader: /* glsl */ `
    ${placing}
    attribute vec4 box;    // ems: left, bottom, width, height
    attribute vec4 says;   // share of the needle (-1 = none), 1 = with a gauge, alarm, doubt
    attribute vec4 ticks;  // limits as shares, -1 = none
    attribute vec2 struck; // from, to: the value's place, ems
    varying vec2 vAt;
    varying vec2 vSize;
    varying vec4 vSays;
    varying vec4 vTicks;
    varying vec2 vStruck;
    void main() {
      vSize = box.zw;
      vAt = position.xy * box.zw;
      vSays = says;
      vTicks = ticks;
      vStruck = struck;
      gl_Position = onScreen(box.xy + vAt, 0.0);
    }`,
    fragmentShader: /* glsl */ `
    uniform vec3 uSurface, uLine, uText, uMuted, uValue, uMedium, uHigh;
    varying vec2 vAt;
    varying vec2 vSize;
    varying vec4 vSays;
    varying vec4 vTicks;
    varying vec2 vStruck;
    float on(float inside, float soft) { return clamp(0.5 + inside / soft, 0.0, 1.0); }
    void main() {
      float soft = max(fwidth(vAt.y), 1e-4);
      vec2 rim = min(vAt, vSize - vAt);
      vec3 colour = uSurface;
      float gauge = vSays.y;
      if (gauge > 0.5) {
        float from = 0.5, to = vSize.x - 0.5;
        float share = (vAt.x - from) / (to - from);
        float along = on(min(vAt.x - from, to - vAt.x), soft);
        float track = along * on(0.13 - abs(vAt.y - 0.45), soft);
        colour = mix(colour, uLine, track);
        // Beyond a limit the track is darker, and a tick goes through it.
        float beyond = 0.0, tick = 0.0;
        for (int k = 0; k < 4; k++) {
          float limit = vTicks[k];
          if (limit < 0.0) continue;
          beyond = max(beyond, k < 2 ? step(share, limit) : step(limit, share));
          tick = max(tick, on(0.035 - abs((share - limit) * (to - from)), soft));
        }
        colour = mix(colour, uMuted, track * beyond * 0.55);
        colour = mix(colour, uText, tick * on(0.24 - abs(vAt.y - 0.45), soft));
        if (vSays.x >= 0.0) {
          vec2 off = vec2(abs(share - vSays.x) * (to - from), vAt.y - 0.45);
          colour = mix(colour, uValue, on(min(off.y + 0.02, (off.y + 0.02) * 0.62 + 0.02 - off.x), soft) * step(off.y, 0.5));
        }
      }
      float line = gauge > 0.5 ? 1.55 : 0.62;
      if (vSays.z > 0.5) {
        vec2 off = vAt - vec2(0.95, line);
        bool high = vSays.z > 1.5;
        float mark = high ? min(0.46 - abs(off.x), 0.46 - abs(off.y)) : min(off.y + 0.46, (0.52 - off.y) * 0.55 - abs(off.x));
        colour = mix(colour, high ? uHigh : uMedium, on(mark, soft));
      }
      if (vSays.w > 0.5 && vSays.w < 1.5) {
        float hatch = abs(fract((vAt.x + vAt.y) / 0.7) - 0.5) * 0.7;
        colour = mix(colour, uMuted, on(0.045 - hatch, soft) * 0.55);
        float strike = on(min(min(vAt.x - vStruck.x, vStruck.y - vAt.x), 0.05 - abs(vAt.y - line)), soft);
        colour = mix(colour, uText, strike);
      } else if (vSays.w > 1.5) {
        vec2 centred = vAt / vSize - 0.5;
        float away = min(abs(centred.x - centred.y), abs(centred.x + centred.y)) * min(vSize.x, vSize.y);
        colour = mix(colour, uMuted, on(0.05 - away, soft));
      }
      colour = mix(uMuted, colour, on(min(rim.x, rim.y) - soft, soft));
      gl_FragColor = vec4(colour, 1.0);
      #include <colorspace_fragment>
    }`,
  });
}

/** Letters on plates, from the atlas. */
export function glyphMaterial(atlas: Texture, emMetres: number): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: { ...uniforms(emMetres), uAtlas: { value: atlas } },
    transparent: true,
    depthWrite: false,
    vertexShader: /* glsl */ `
    ${placing}
    attribute vec4 box; // ems: left, bottom, width, height; width 0 = no letter
    attribute vec4 uv4; // left, bottom, right, top
    attribute float ink;
    varying vec2 vUv;
    varying float vInk;
    void main() {
      vUv = mix(uv4.xy, uv4.zw, position.xy);
      vInk = ink;
      gl_Position = box.z > 0.0 ? onScreen(box.xy + position.xy * box.zw, 0.02) : vec4(0.0, 0.0, 2.0, 1.0);
    }`,
    fragmentShader: /* glsl */ `
    uniform sampler2D uAtlas;
    uniform vec3 uText, uMuted, uValue, uOnMedium, uOnHigh;
    varying vec2 vUv;
    varying float vInk;
    void main() {
      float there = texture2D(uAtlas, vUv).a;
      vec3 colour = vInk < 0.5 ? uText : vInk < 1.5 ? uMuted : vInk < 2.5 ? uValue : vInk < 3.5 ? uOnMedium : uOnHigh;
      gl_FragColor = vec4(colour, there);
      #include <colorspace_fragment>
    }`,
  });
}
