import { Color, DoubleSide, FrontSide, ShaderMaterial, Vector2, Vector3, Vector4 } from 'three';

/** How a surface is drawn over: by number, so that an instance carries it in a byte. */
export const Pattern = { none: 0, stale: 1, bad: 2, held: 3, suspended: 4, aborted: 5 } as const;
export type PatternCode = (typeof Pattern)[keyof typeof Pattern];

/** Shared by all clay: one soft key light and a hemisphere. */
export const light = {
  uToKey: { value: new Vector3(-0.45, 0.8, 0.4).normalize() },
  uKey: { value: new Color() },
  uSky: { value: new Color() },
  uBounce: { value: new Color() },
  uGround: { value: new Color() },
  /** Section plane: what lies beyond w along x, y, z is left out. */
  uSection: { value: new Vector4() },
  uCut: { value: new Color() },
  /** Device pixels a CSS pixel, so that hatching is as wide on every screen. */
  uPixelRatio: { value: 1 },
};

const corner = /* glsl */ `
  #ifndef CAD
    attribute vec3 inset;
    attribute vec4 form; // size, bevel
  #endif
  vec3 cornerOf() {
    #ifdef CAD
      return position;
    #elif defined(ROUND)
      float across = mix(form.x, form.z, position.y + 0.5);
      return position * vec3(across, form.y, across) - inset * form.w;
    #else
      return position * form.xyz - inset * form.w;
    #endif
  }`;

const claySource = {
  vertexShader: /* glsl */ `
  ${corner}
  attribute vec4 tint;    // sRGB, pattern
  attribute vec4 finish;  // steel, highlight, shown, side of the building or drawn elsewhere
  #ifndef CAD
    attribute float shade;
    attribute vec4 openUp;   // light that reaches the +x, +y, +z faces
    attribute vec4 openDown; // ... and the -x, -y, -z faces
  #endif
  varying vec3 vNormal;
  varying vec3 vWorld;
  varying vec4 vTint;
  varying vec2 vFinish;
  varying float vOpen;
  varying vec3 vToEye;
  #ifdef SHELL
    uniform float uThrough[16];
  #endif
  void main() {
    #ifdef CAD
      vOpen = 0.94;
    #else
      vec3 square = normal * normal;
      vec3 open = mix(openDown.xyz, openUp.xyz, step(0.0, normal));
      vOpen = dot(square, open) * shade;
    #endif
    vTint = tint;
    vFinish = finish.xy;
    mat3 turn = mat3(instanceMatrix);
    #ifdef CAD // a maker's nodes may be scaled unevenly
      vNormal = turn * (normal / vec3(dot(turn[0], turn[0]), dot(turn[1], turn[1]), dot(turn[2], turn[2])));
    #else
      vNormal = turn * normal;
    #endif
    vec4 world = modelMatrix * instanceMatrix * vec4(cornerOf(), 1.0);
    vWorld = world.xyz;
    // A parallel projection has one direction to the eye: the camera's own back.
    bool parallel = projectionMatrix[3][3] > 0.5;
    vToEye = parallel ? vec3(viewMatrix[0][2], viewMatrix[1][2], viewMatrix[2][2]) : cameraPosition - vWorld;
    bool shown = finish.z > 0.5;
    #ifdef SHELL // each side of the building is drawn solid or seen through
      shown = (uThrough[int(finish.w * 255.0 + 0.5)] > 0.5) == (SHELL == 1);
    #else
      shown = shown && finish.w < 0.5;
    #endif
    // Hidden instances collapse to a point: no buffer has to be rebuilt when goods come and go.
    gl_Position = shown ? projectionMatrix * viewMatrix * world : vec4(0.0, 0.0, 2.0, 1.0);
  }`,
  fragmentShader: /* glsl */ `
  uniform vec3 uToKey, uKey, uSky, uBounce, uGround, uCut;
  uniform vec4 uSection;
  uniform float uPixelRatio;
  varying vec3 vNormal;
  varying vec3 vWorld;
  varying vec3 vToEye;
  varying vec4 vTint;
  varying vec2 vFinish;
  varying float vOpen;

  vec3 linear(vec3 c) {
    return mix(c / 12.92, pow((c + 0.055) / 1.055, vec3(2.4)), step(0.04045, c));
  }
  // 1 on lines of 'width' px every 'period' px, soft by a pixel.
  float lines(float across, float period, float width) {
    float d = abs(fract(across / period) - 0.5) * period;
    return 1.0 - smoothstep(width * 0.5 - 0.5, width * 0.5 + 0.5, d);
  }
  void main() {
    #ifdef SECTION
      if (dot(vWorld, uSection.xyz) > uSection.w) discard;
      // The inside of a cut piece is drawn flat: it reads as solid.
      #if !defined(GLASS) && !defined(CAD)
        if (!gl_FrontFacing) {
          gl_FragColor = vec4(uCut, 1.0);
          #include <colorspace_fragment>
          return;
        }
      #endif
    #endif
    vec3 toEye = normalize(vToEye);
    #ifdef CAD // flat where the file has no normals; mirrored parts and open sheets face whoever looks
      vec3 n = dot(vNormal, vNormal) > 1e-9 ? normalize(vNormal) : normalize(cross(dFdx(vWorld), dFdy(vWorld)));
      n = faceforward(n, -toEye, n);
    #else
      vec3 n = normalize(vNormal);
    #endif
    #ifdef GLASS
      n = faceforward(n, -toEye, n);
    #endif
    float pattern = floor(vTint.a * 255.0 + 0.5);
    vec3 albedo = linear(vTint.rgb);
    float nearFloor = mix(0.7, 1.0, smoothstep(0.0, 0.7, vWorld.y));
    float open = vOpen * nearFloor;
    float toKey = dot(n, uToKey);
    float key = smoothstep(-0.35, 1.0, toKey);
    vec3 sky = mix(uBounce, uSky, n.y * 0.5 + 0.5);
    vec3 lit = sky * open + uKey * key * mix(0.45, 1.0, open);
    vec3 colour = albedo * lit;
    // A broad sheen: edges that face between light and eye catch it.
    float sheen = pow(max(dot(n, normalize(uToKey + toEye)), 0.0), 18.0);
    colour += uKey * sheen * open * mix(0.09, 0.2, vFinish.x);
    // Steel mirrors a room that is bright above and dark at the horizon.
    vec3 mirrored = reflect(-toEye, n);
    float room = smoothstep(-0.25, 0.9, mirrored.y) * 0.75 + 0.35 * smoothstep(0.1, -0.3, abs(mirrored.y - 0.12));
    colour = mix(colour, albedo * (uSky + uKey * 0.5) * room * mix(0.6, 1.0, open), vFinish.x * 0.38);

    vec2 px = gl_FragCoord.xy / uPixelRatio;
    if (pattern == 1.0 || pattern == 2.0) {
      vec3 pale = mix(colour, uGround, 0.45);
      float drawn = lines(px.x + px.y, 7.0, 1.2);
      if (pattern == 2.0) drawn = max(drawn, lines(px.x - px.y, 7.0, 1.2));
      colour = mix(pale, pale * 0.5, drawn);
    } else if (pattern == 3.0) {
      colour *= mix(1.0, 0.66, lines(px.x + px.y, 11.0, 5.0));
    } else if (pattern == 4.0) {
      vec2 cell = fract(vec2(px.x + px.y, px.x - px.y) / 9.0) - 0.5;
      colour *= mix(1.0, 0.62, 1.0 - smoothstep(0.18, 0.3, length(cell)));
    } else if (pattern == 5.0) {
      colour *= mix(1.0, 0.5, lines(px.x - px.y, 8.0, 3.5));
    }
    colour = mix(colour, colour * 1.12 + 0.02, vFinish.y);
    #ifdef GLASS
      float rim = pow(1.0 - abs(dot(n, toEye)), 3.0);
      vec2 opacity = GLASS; // face on, and at the rim
      gl_FragColor = vec4(colour, mix(opacity.x, opacity.y, rim));
    #else
      gl_FragColor = vec4(colour, 1.0);
    #endif
    #include <colorspace_fragment>
  }`,
};

function clay(defines: Record<string, string | number>): ShaderMaterial {
  return new ShaderMaterial({ ...claySource, uniforms: light, defines });
}

/** By side of the building: 1 = seen through. The last is glass and always is. */
export const through = { value: new Float32Array(16) };

export const boxClay = clay({});
export const roundClay = clay({ ROUND: '' });
const clear = 'vec2(0.13, 0.34)';
export const glassClay = clay({ GLASS: clear });
/** What an opened machine is seen through. */
export const ghostBoxClay = clay({ GLASS: clear });
export const ghostRoundClay = clay({ GLASS: clear, ROUND: '' });
/** Where parts stood at the moment that is compared with. */
const tinted = 'vec2(0.38, 0.8)';
export const secondBoxClay = clay({ GLASS: tinted });
export const secondRoundClay = clay({ GLASS: tinted, ROUND: '' });
export const secondCadClay = clay({ CAD: '', GLASS: tinted });
export const cadClay = clay({ CAD: '' });
cadClay.side = DoubleSide;
export const cadGlassClay = clay({ CAD: '', GLASS: clear });
export const shellClay = clay({ SHELL: 0 });
export const shellGlassClay = clay({ SHELL: 1, GLASS: 'vec2(0.1, 0.3)' });
for (const shell of [shellClay, shellGlassClay]) shell.uniforms = { ...light, uThrough: through };
const allClay = [
  boxClay,
  roundClay,
  glassClay,
  ghostBoxClay,
  ghostRoundClay,
  secondBoxClay,
  secondRoundClay,
  secondCadClay,
  cadClay,
  cadGlassClay,
  shellClay,
  shellGlassClay,
];

/** What lies beyond `at` along `axis` is left out. Without a section nothing is discarded, which keeps the early depth test. */
export function cutClay(section: { readonly axis: 'x' | 'y' | 'z'; readonly at: number } | null): void {
  const on = section !== null;
  if (section) {
    const { axis, at } = section;
    light.uSection.value.set(axis === 'x' ? 1 : 0, axis === 'y' ? 1 : 0, axis === 'z' ? 1 : 0, at);
  }
  for (const material of allClay) {
    const { defines } = material as { defines: Record<string, unknown> };
    if ('SECTION' in defines === on) continue;
    if (on) defines.SECTION = '';
    else delete defines.SECTION;
    if (!('GLASS' in defines || 'CAD' in defines)) material.side = on ? DoubleSide : FrontSide;
    material.needsUpdate = true;
  }
}

for (const glass of allClay.filter(({ defines }) => 'GLASS' in defines)) {
  glass.transparent = true;
  glass.depthWrite = false;
  glass.side = DoubleSide;
}

const silhouetteSource = {
  vertexShader: /* glsl */ `
  ${corner}
  attribute vec4 finish;
  uniform vec2 uViewport;
  uniform float uGrowPx;
  uniform vec3 uColour;
  varying vec3 vColour;
  #ifdef TINTED // a colour for each piece, sRGB
    attribute vec4 tint;
  #endif
  void main() {
    #ifdef TINTED
      vColour = pow((tint.rgb + 0.055) / 1.055, vec3(2.4));
    #else
      vColour = uColour;
    #endif
    vec4 at = projectionMatrix * modelViewMatrix * instanceMatrix * vec4(cornerOf(), 1.0);
    vec2 out2 = (projectionMatrix * modelViewMatrix * vec4(mat3(instanceMatrix) * normal, 0.0)).xy * uViewport;
    at.xy += normalize(out2 + 1e-6) * uGrowPx * 2.0 / uViewport * at.w;
    gl_Position = finish.z > 0.5 ? at : vec4(0.0, 0.0, 2.0, 1.0);
  }`,
  fragmentShader: /* glsl */ `
  varying vec3 vColour;
  void main() {
    gl_FragColor = vec4(vColour, 1.0);
    #include <colorspace_fragment>
  }`,
};

export interface SilhouetteUniforms {
  readonly uColour: { value: Color };
  readonly uViewport: { value: Vector2 };
  readonly uGrowPx: { value: number };
}

export function silhouetteUniforms(growPx: number): SilhouetteUniforms {
  return { uColour: { value: new Color() }, uViewport: { value: new Vector2(1, 1) }, uGrowPx: { value: growPx } };
}

/**
 * `of`: shapes sized along three axes, those by diameters, or the triangles of a model file. `tinted`: each piece has
 * a colour of its own. Transparent, so that it is drawn after all clay.
 */
export function silhouetteMaterial(
  uniforms: SilhouetteUniforms,
  of: 'flat' | 'round' | 'cad',
  tinted = false,
): ShaderMaterial {
  return new ShaderMaterial({
    ...silhouetteSource,
    uniforms: { ...uniforms },
    defines: { ...(of !== 'flat' && { [of.toUpperCase()]: '' }), ...(tinted && { TINTED: '' }) },
    transparent: true,
    depthTest: false,
    depthWrite: false,
    side: DoubleSide,
  });
}
