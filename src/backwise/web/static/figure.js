// Draws the figure of an exercise and moves it; cm, degrees. World: y up, z to the viewer; picture: y down.
// Axes (forward, up, right) are nine numbers. The server makes the same list for stills: a test compares.

const { abs, ceil, cos, hypot, max, min, PI, round, sin, sqrt } = Math;
const clamp = (value, low, high) => min(high, max(low, value));
const mix = (first, second, share) => first + (second - first) * share;
const between = (first, second, share) => first.map((value, i) => mix(value, second[i], share));
const sum = (list, value) => list.reduce((total, item) => total + value(item), 0);
const circular = (degrees) => [cos, sin].map((part) => part((degrees * PI) / 180));
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const along = (a, x, y, z) =>
  [a[0] * x + a[3] * y + a[6] * z, a[1] * x + a[4] * y + a[7] * z, a[2] * x + a[5] * y + a[8] * z];
const product = (a, b) => [0, 3, 6].flatMap((k) => along(a, b[k], b[k + 1], b[k + 2]));
const placed = ({ at, axes }, x, y, z) => along(axes, x, y, z).map((value, i) => value + at[i]);
const stretched = (axes, radii) => axes.map((value, i) => value * radii[(i / 3) | 0]);

function rotation([x, y, z, w]) {
  const n = 2 / (x * x + y * y + z * z + w * w);
  return [
    1 - n * (y * y + z * z), n * (x * y + z * w), n * (x * z - y * w),
    n * (x * y - z * w), 1 - n * (x * x + z * z), n * (y * z + x * w),
    n * (x * z + y * w), n * (y * z - x * w), 1 - n * (x * x + y * y),
  ];
}

// Bones of a row: a position, then a quaternion for each bone in its parent.
export function bonesOf(body, row) {
  const bones = { root: { at: row.slice(0, 3), axes: [1, 0, 0, 0, 1, 0, 0, 0, 1] } };
  body.bones.forEach(([name, parent, x, y, z, rise = 0, narrow = 0], i) => {
    // A raised arm moves its shoulder.
    const from = bones[parent], turn = rotation(row.slice(4 * i + 3, 4 * i + 7)), raised = max(0, -turn[4]);
    bones[name] = { at: placed(from, x, y + rise * raised, z - narrow * raised), axes: product(from.axes, turn) };
  });
  return bones;
}

// The world's axes in the picture.
function worldFrom({ yaw, pitch }) {
  const [cy, sy] = circular(yaw), [cp, sp] = circular(pitch);
  return { at: [0, 0, 0], axes: [cy, sy * sp, sy * cp, 0, -cp, sp, -sy, cy * sp, cy * cp] };
}

const circles = {};
const circleOf = (count) => (circles[count] ??= Array.from({ length: count }, (_, i) => circular((360 * i) / count)));

// The outline (x, y ...) around balls.
function hull(balls, count) {
  const widest = max(...balls.flatMap(({ reach: [a, b, , c, d, , e, f] }) => [a, b, c, d, e, f].map(abs)));
  const ways = circleOf(count || sides || (widest < 3.2 ? 20 : widest < 6 ? 28 : 40));
  const out = new Float64Array(2 * ways.length);
  ways.forEach(([ux, uy], k) => {
    let best = -1e9;
    for (const { at, reach: r } of balls) {
      const a = r[0] * ux + r[1] * uy, b = r[3] * ux + r[4] * uy, c = r[6] * ux + r[7] * uy;
      const length = sqrt(a * a + b * b + c * c) || 1e-9, support = at[0] * ux + at[1] * uy + length;
      if (support <= best) continue;
      best = support;
      out[2 * k] = at[0] + (r[0] * a + r[3] * b + r[6] * c) / length;
      out[2 * k + 1] = at[1] + (r[1] * a + r[4] * b + r[7] * c) / length;
    }
  });
  return out;
}

const grown = (outline, by) => outline.map((value, i) => value + by * circleOf(outline.length / 2)[i >> 1][i & 1]);

// Hair: what is seen of a cap cut off a ball.
function capOutline({ at, radii, normal, cut }) {
  const { axes } = seen.head, lean = [2, 5, 8].map((i, k) => axes[i] / radii[k]);
  const toward = lean.map((value) => value / hypot(...lean)), ball = { at: on(at), axes: stretched(axes, radii) };
  const rim = [...arc(toward, 0, normal, cut), ...arc(normal, cut, toward, 0)];
  return rim.flatMap((p) => placed(ball, ...p).slice(0, 2));
}

// What of a circle around an axis of the unit ball is above `least` along another.
function arc([x, y, z], height, other, least) {
  const [a, b, c] = abs(z) < 0.9 ? [y, -x, 0] : [-z, 0, x], wide = sqrt(1 - height * height) / hypot(a, b, c);
  const frame = [a, b, c, y * c - z * b, z * a - x * c, x * b - y * a].map((value) => value * wide);
  const points = circleOf(64).map(([u, v]) => along([...frame, x, y, z], u, v, height));
  const high = (p) => dot(p, other) > least;
  const start = max(0, points.findIndex((point, i) => high(point) && !high(points.at(i - 1))));
  return [...points.slice(start), ...points.slice(0, start)].filter(high);
}

// Items from back to front. A ring is cut where it is weakest; z breaks ties.
function painterOrder(items, cell) {
  const nearer = overlaps(items, cell), byDepth = (i, j) => items[i].z - items[j].z, order = [];
  const places = (names) => names.map((name) => items.findIndex((item) => item.name === name));
  for (const [i, j] of [...body.always.map(places), ...look.loose.map((pair) => places(pair).sort(byDepth))])
    [nearer[i][j], nearer[j][i]] = [0, 1e6];
  for (const left = [...items.keys()].sort(byDepth); left.length;) {
    const costs = left.map((i) => round(sum(left, (j) => (nearer[i][j] > 0.5 ? nearer[i][j] : 0)) * 10));
    order.push(items[left.splice(costs.indexOf(min(...costs)), 1)]);
  }
  return order;
}

let buffer = [];

// How far item [i] is before [j], by a coarse depth buffer; its grid wraps round.
function overlaps(items, cell) {
  const side = cell < 2 ? 256 : 128, mask = side - 1, stride = items.length + 1, size = side * side * stride;
  const nearer = items.map(() => items.map(() => 0));
  if (buffer.length < size) buffer = new Float64Array(size);
  buffer.fill(-1e9, 0, size);
  items.forEach(({ depth }, item) => {
    const put = (i, j, z) => {
      const k = ((j & mask) * side + (i & mask)) * stride;
      buffer[k] = 1;
      buffer[k + item + 1] = max(buffer[k + item + 1], z);
    };
    for (const [a, b] of depth)
      for (const share of [0, 0.25, 0.5, 0.75, 1]) fill(a, b, share, cell, put);
  });
  for (let k = 0; k < size; k += stride)
    for (let i = 1; i < stride && buffer[k] > 0; i++)
      for (let j = 1; j < i && buffer[k + i] > -1e9; j++) {
        const ahead = buffer[k + j] > -1e9 ? clamp(buffer[k + i] - buffer[k + j], -4, 4) : 0;
        nearer[i - 1][j - 1] += ahead;
        nearer[j - 1][i - 1] -= ahead;
      }
  return nearer;
}

function fill(a, b, share, cell, put) {
  const [atX, atY, atZ] = between(a.at, b.at, share), r = stretched(a.axes, between(a.radii, b.radii, share));
  const spread = (i, j) => r[i] * r[j] + r[i + 3] * r[j + 3] + r[i + 6] * r[j + 6];
  const xx = spread(0, 0), yy = spread(1, 1), xy = spread(0, 1), xz = spread(0, 2), yz = spread(1, 2);
  const area = xx * yy - xy * xy + 1e-6, slopeX = (xz * yy - yz * xy) / area, slopeY = (yz * xx - xz * xy) / area;
  const wide = sqrt(xx), high = sqrt(yy), thick = sqrt(max(1e-6, spread(2, 2) - slopeX * xz - slopeY * yz));
  for (let j = ceil((atY - high) / cell); j * cell <= atY + high; j++)
    for (let i = ceil((atX - wide) / cell); i * cell <= atX + wide; i++) {
      const x = i * cell - atX, y = j * cell - atY, q = (yy * x * x - 2 * xy * x * y + xx * y * y) / area;
      if (q < 1) put(i, j, atZ + slopeX * x + slopeY * y + thick * sqrt(1 - q));
    }
}

// What is drawn: set by `shapes`.
let body, motion, look, camera, bones, seen, world, found, sides;

// The display list. Options: muscles and arrows (0 to 1), cell of the depth buffer (cm).
export function shapes(shared, movement, row, from, { muscles = 0, arrows = 0, cell = 1.4 } = {}) {
  [body, motion, look, camera, found, world] = [shared, movement, movement.look, from, {}, worldFrom(from)];
  [bones, seen, sides] = [bonesOf(body, row), { world }, cell > 2 && 24];
  for (const name in bones)
    seen[name] = { at: placed(world, ...bones[name].at), axes: product(world.axes, bones[name].axes) };
  motion.tables ??= ["blobs", "parts", "joins", "dropped"].map((kind) => bothSides({ ...body[kind], ...look[kind] }));
  const [, parts, joins, dropped] = motion.tables, done = new Set();
  const props = motion.props.map(propOf), among = props.filter(({ layer }) => layer === "limbs");
  const laid = (wanted) => props.flatMap(({ layer, list }) => (layer === wanted ? list : [])), out = laid("behind");
  if (motion.shadow) out.push(shadow(Object.values(dropped).map(chain)));
  for (const { name, list } of painterOrder([...Object.entries(parts).map(partOf), ...among], cell)) {
    done.add(name);
    const now = ({ parts, after }) =>
      parts.includes(name) && parts.every((part) => done.has(part)) && (!after || parts[1] === name);
    out.push(...list, ...Object.values(joins).filter(now).flatMap(made));
    if (muscles > 0.01)
      out.push(...motion.muscles.filter(now).flatMap((muscle) => made({ ...muscle, opacity: muscles })));
    if (name === "trunk" && motion.spine) out.push(...made({ ...motion.spine, points: body.line }));
  }
  out.push(...laid("front"), ...laid("glass"));
  return arrows > 0 ? [...out, ...motion.arrows.map((arrow) => arrowShape(arrow, arrows))] : out;
}

const bothSides = (table) =>
  Object.assign({}, ...["_R", "_L"].map((side) => JSON.parse(JSON.stringify(table).replace(/_(?=[ ".])/g, side))));

// A bone seen, or { bone, at, offset, fixed }, a place in the world.
function boneOf(name) {
  if (!name.bone) return seen[name] ?? seen[name.slice(0, -2)];
  const at = placed(bones[name.bone], ...name.at).map((value, i) => name.fixed?.[i] ?? value + (name.offset?.[i] ?? 0));
  return { at: placed(world, ...at), axes: world.axes };
}

// A place [bone, x, y, z] seen; z counts outward.
const on = ([bone, x, y, z]) => placed(boneOf(bone), x, y, /_L$/.test(bone) ? -z : z);
const point = (place) => on(place).slice(0, 2);
const facing = (way) => on(way)[2] - boneOf(way[0]).at[2];

// A ball (ellipsoid), by name or as [bone, x, y, z, radii].
function ball(blob) {
  if (typeof blob === "string") return (found[blob] ??= ball(motion.tables[0][blob]));
  const { axes } = boneOf(blob[0]), radii = blob.slice(4);
  return { at: on(blob), axes, radii, reach: stretched(axes, radii) };
}

const chain = (names) => (names.split?.(" ") ?? names).map(ball);
const hulls = (chains) => chains?.map((names) => hull(chain(names)));

// [shape] as seen, [] where it faces away.
function made({ normal, over = 0.001, front, points, polys, clip, cap, far, fill, ...shape }) {
  if (normal && facing(normal) <= over) return [];
  if (front && chain(front).reduce((a, b) => a.at[2] <= b.at[2])) return [];
  const dark = far ? 0.2 * clamp((-facing([far, 0, 0, 1]) - 0.2) / 0.3, 0, 1) : 0, plain = fill ?? look[shape.colour];
  const outlines = { points: points?.map(point), polys: cap ? [capOutline(cap)] : hulls(polys), clip: hulls(clip) };
  return [{ ...shape, ...outlines, fill: plain && tinted(plain, body.colours.far, dark) }];
}

function tinted(first, second, share) {
  const part = (colour, i) => parseInt(colour.slice(i, i + 2), 16);
  const mixed = (i) => (256 + round(mix(part(first, i), part(second, i), share))).toString(16).slice(1);
  return "#" + [1, 3, 5].map(mixed).join("");
}

const itemOf = (name, depth, list, balls = [...new Set(depth.flat())]) =>
  ({ name, depth, list, z: sum(balls, ({ at }) => at[2]) / balls.length });

function partOf([name, { depth, far, layers, z }]) {
  const form = (layer, i) => made({ name: `${name}.${i}`, kind: "form", width: 1, shade: 0.16, far, ...layer });
  return itemOf(name, depth.map(chain), layers.flatMap(form), z && chain(z));
}

// Dropped on the floor.
function shadow(pairs) {
  const { axes } = world, height = ({ at }) => dot(at, axes.slice(3, 6)) - motion.ground;
  const drop = ({ at, radii }) => {
    const high = height({ at }), radius = (sum(radii, (r) => r) / 3) * max(0, 1 - max(0, high - 8) / 90) + 0.5;
    return { at: placed({ at, axes }, 0, -high, 0), reach: stretched(axes, [radius, 0.05, radius]) };
  };
  const low = pairs.filter((pair) => abs(min(...pair.map(height)) - 13) <= 13);
  const polys = low.map((pair) => hull(pair.map(drop), 24));
  return { name: "shadow", kind: "flat", polys, fill: motion.shadow, opacity: 0.13 };
}

const turnedBy = ({ camera: [yaw] }, now) => abs(((((now.yaw - yaw) % 360) + 540) % 360) - 180);

function propOf({ name, upright, at, layer, depth, shapes }) {
  const [c, s] = circular(camera.yaw), [x, , z] = bones.pelvis.at;
  const glass = upright && turnedBy(motion, camera) > 20 && (at[0] - x) * s + (at[2] - z) * c > 14;
  const list = shapes.flatMap((shape) => made({ ...shape, opacity: (shape.opacity ?? 1) * (glass ? 0.28 : 1) }));
  return { layer: glass ? "glass" : layer, ...itemOf(name, depth.map(chain), list) };
}

function arrowShape({ name, points: way, by, both }, opacity) {
  const points = way.map(point).map(([x, y]) => [x + by[0], y - by[1]]);
  const tip = ([x, y], [fromX, fromY]) => {
    const n = hypot(x - fromX, y - fromY), c = (x - fromX) / n, s = (y - fromY) / n;
    return [[5.625, 0], [-4.872, 4.91], [-4.872, -4.91]].flatMap(([a, b]) => [x + a * c - b * s, y + a * s + b * c]);
  };
  const polys = [tip(points.at(-1), points.at(-3)), ...(both ? [tip(points[0], points[2])] : [])];
  return { name, kind: "arrow", points, polys, opacity };
}

function pathOf(polys, open) {
  const path = new Path2D();
  for (const poly of polys) {
    path.moveTo(poly[0], poly[1]);
    for (let i = 2; i < poly.length; i += 2) path.lineTo(poly[i], poly[i + 1]);
    if (!open) path.closePath();
  }
  return path;
}

function paint(g, { kind, polys, points, fill, stroke, width, edge, opacity = 1, shade, clip, does }, colours) {
  const { ink } = colours, line = points && pathOf([points.flat()], kind !== "face");
  const area = polys ? pathOf(polys) : line;
  const filled = (path, colour) => ((g.fillStyle = colour), g.fill(path));
  const larger = (by) => pathOf(polys.map((poly) => grown(poly, by)));
  const drawn = (path, colour, wide) => (Object.assign(g, { strokeStyle: colour, lineWidth: wide }), g.stroke(path));
  g.save();
  g.globalAlpha = opacity;
  if (kind === "form") {
    filled(larger(width), ink);
    if (polys.length > 1) {
      filled(area, tinted(fill, colours.shade, shade));
      g.clip(area);
      g.translate(-1.1, -2.2);
    }
  } else if (kind === "patch") {
    g.clip(pathOf(clip));
    filled(larger(1), "#fff");
  } else if (kind === "outline") drawn(area, stroke, width);
  else if (kind === "spine") {
    drawn(line, "#ffffffd9", 3.4);
    drawn(line, ink, 1);
    drawn(pathOf(points.slice(0, -1).map(([x, y]) => [x, y, x + 0.01, y])), ink, 2.5);
  } else if (kind === "arrow")
    for (const [colour, wide, narrow] of [["#fff", 6.4, 3.6], [colours.arrow, 3.4, 1]]) {
      drawn(line, colour, wide);
      drawn(area, colour, narrow);
      filled(area, colour);
    }
  if (fill || does) filled(area, fill ?? colours[does]);
  if (edge) drawn(line, ink, width + edge);
  if (stroke && kind !== "outline") drawn(area, stroke, width);
  g.restore();
}

export function rowAt({ rows, places }, progress) {
  const place = min(progress, 1) * places.at(-1), i = max(1, places.findIndex((at) => at >= place));
  return between(rows[i - 1], rows[i], (place - places[i - 1]) / (places[i] - places[i - 1]));
}

const ease = (t) => t * t * t * (t * (6 * t - 15) + 10);

// Where the movement is. Phases are [name, seconds, from, to].
function momentOf(phases, seconds) {
  let rest = seconds % sum(phases, (phase) => phase[1]);
  const [phase, length, from, to] = phases.find((item) => (rest -= item[1]) < 0) ?? phases.at(-1);
  const share = min(1, 1 + rest / length);
  return { phase, progress: mix(from, to, phase === "round" ? share : ease(share)) };
}

// Options: still (a progress), mirror, speed, holdSeconds, onpose(progress, phase).
export function play(canvas, body, motion, { still, mirror, speed = 1, holdSeconds, onpose } = {}) {
  const g = canvas.getContext("2d"), [yaw, pitch] = motion.camera, camera = { yaw, pitch }, end = new AbortController();
  const timed = ([name, time, ...way]) => [name, (name === "hold" && holdSeconds) || time, ...way];
  const phases = still >= 0 ? [["still", 1, still, still]] : motion.phases.map(timed);
  let paused = still >= 0, seconds = 0, visible = true, target = yaw, pace = 0, last, asked, drag;

  // The picture's own view; turned, a box that holds it from all sides.
  function view(width, height) {
    const away = clamp(turnedBy(motion, camera) / 25, 0, 1), [x, y, z, wide, high] = motion.around;
    const middle = placed(worldFrom(camera), x, y, z), whole = [middle[0] - wide / 2, middle[1] - high / 2, wide, high];
    const [left, top, w, h] = between(motion.view, whole, away * (2 - away));
    const zoom = min(width / w, height / h), across = mirror ? -zoom : zoom;
    g.setTransform(across, 0, 0, zoom, width / 2 - across * (left + w / 2), height / 2 - zoom * (top + h / 2));
    return max(0, 1 - 9 * away);
  }

  function draw() {
    const { phase, progress } = momentOf(phases, seconds), always = phase === "round", scale = min(2, devicePixelRatio);
    const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((size) => round(size * scale));
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    g.resetTransform();
    g.clearRect(0, 0, width, height);
    g.lineCap = g.lineJoin = "round";
    const arrows = view(width, height) * (always ? 1 : phase === "still" ? progress >= 1 : max(0, 1 - 1.6 * progress));
    const options = { muscles: always || motion.muscles_at_start ? 1 : progress, arrows, cell: 2.2 };
    for (const shape of shapes(body, motion, rowAt(motion, progress), camera, options)) paint(g, shape, body.colours);
    onpose?.(progress, phase);
  }

  function frame(now) {
    const passed = min(0.1, (now - (last ?? now)) / 1000);
    [asked, last] = [0, now];
    if (!paused) seconds += passed * speed;
    pace = mix(pace, 4 * (target - camera.yaw), min(1, 14 * passed));
    camera.yaw = hypot(pace, target - camera.yaw) < 0.5 ? target : camera.yaw + pace * passed;
    draw();
    if (!paused || camera.yaw !== target) wake();
    else last = undefined;
  }

  function wake() {
    if (!asked && visible && !document.hidden && !end.signal.aborted) asked = requestAnimationFrame(frame);
  }

  const change = (make) => (make(), wake());
  const turnTo = (to) => change(() => (target = to));
  const pause = (value = true) => change(() => (paused = value));
  const controller = {
    camera, pause, resume: () => pause(false), toggle: () => pause(!paused), get paused() { return paused; },
    turn: (degrees) => turnTo(target + degrees),
    reset: () => turnTo(yaw + 360 * round((camera.yaw - yaw) / 360)),
    seek: (progress) => change(() => {
      for (seconds = 0; seconds < 60 && momentOf(phases, seconds).progress < progress;) seconds += 0.02;
    }),
    mirror: (value) => change(() => (mirror = value)),
    stop: () => end.abort(),
  };
  const handlers = {
    pointerdown: ({ clientX, pointerId }) => {
      canvas.setPointerCapture(pointerId);
      drag = { x: clientX, yaw: camera.yaw };
    },
    pointermove: ({ clientX, buttons }) => {
      if (!buttons || !drag || (!drag.far && abs(clientX - drag.x) < 6)) return;
      drag.far = true;
      change(() => (camera.yaw = target = drag.yaw + (clientX - drag.x) * (mirror ? 0.5 : -0.5)));
    },
    click: () => {
      if (!drag?.far) controller.toggle();
      drag = undefined;
    },
    keydown: (event) => {
      const turn = { ArrowLeft: 15, ArrowRight: -15, " ": 0 }[event.key];
      if (turn === undefined) return;
      event.preventDefault();
      drag = undefined;
      if (turn) controller.turn(mirror ? -turn : turn);
      else canvas.click();
    },
  };
  for (const name in handlers) canvas.addEventListener(name, handlers[name], end);
  document.addEventListener("visibilitychange", wake, end);
  new IntersectionObserver((seen) => change(() => (visible = seen.at(-1).isIntersecting))).observe(canvas);
  new ResizeObserver(wake).observe(canvas);
  canvas.tabIndex = 0;
  canvas.style.touchAction = "pan-y";
  return controller;
}
