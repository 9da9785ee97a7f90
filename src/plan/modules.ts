import assert from "node:assert";
import type { Relation } from "./order.js";

/**
 * Splits nodes that are neither in series nor parallel into their largest modules. A module is a set of nodes that every
 * other node sees as one: it precedes all of them, follows all of them, or neither. By vertex partitioning (Ehrenfeucht,
 * Gabow, McConnell and Sullivan, 1994); each pair of nodes is compared a few times, so the time is quadratic here, and
 * only here.
 */
export function largestModules(members: readonly number[], relation: Relation): number[][] {
  const [first] = members;
  assert(first !== undefined, "no nodes have no modules");
  const others = modulesWithout(first, members, relation);
  const outside = strangerTo(first, members, relation);
  const own = modulesWithout(outside, members, relation).find((module) => module.includes(first)) ?? [first];
  const inOwn = new Set(own);
  const modules = [own, ...others.filter(([any]) => any !== undefined && !inOwn.has(any))];
  return modules.map((module) => module.sort((a, b) => a - b)).sort(([a = 0], [b = 0]) => a - b);
}

/** Nodes that have not been told apart, and those that may still tell them apart: lists, of which some may be used up. */
interface Class {
  readonly nodes: number[];
  readonly splitters: Splitters | undefined;
}

interface Splitters {
  readonly nodes: readonly number[];
  readonly from: number;
  readonly rest: Splitters | undefined;
}

/** The largest modules that do not contain `pivot`: they are all the other nodes. */
function modulesWithout(pivot: number, members: readonly number[], relation: Relation): number[][] {
  const modules: number[][] = [];
  const others = members.filter((node) => node !== pivot);
  const open: Class[] = split({ nodes: others, splitters: undefined }, pivot, relation);
  for (let one = open.pop(); one; one = open.pop()) {
    const { nodes, splitters } = one;
    if (nodes.length === 1 || !splitters) modules.push(nodes);
    else {
      const { nodes: by, from, rest } = splitters;
      const next = from + 1 < by.length ? { nodes: by, from: from + 1, rest } : rest;
      open.push(...split({ nodes, splitters: next }, by[from] ?? pivot, relation));
    }
  }
  return modules;
}

/** Splits a class by how a node outside of it stands to its nodes. What is split off may tell the rest apart. */
function split({ nodes, splitters }: Class, by: number, relation: Relation): Class[] {
  const pieces = piecesOf(nodes, by, relation);
  return pieces.map((piece) => {
    if (piece.length === 1) return { nodes: piece, splitters: undefined };
    const apart = pieces.filter((other) => other !== piece);
    // Copies, because pieces are split in place.
    const more = apart.reduce<Splitters | undefined>(
      (rest, nodes) => ({ nodes: [...nodes], from: 0, rest }),
      splitters,
    );
    return { nodes: piece, splitters: more };
  });
}

/** The nodes by how `by` stands to them. What stands as the first does is left where it is: mostly, that is all. */
function piecesOf(nodes: number[], by: number, relation: Relation): number[][] {
  const [first] = nodes;
  if (first === undefined) return [];
  const common = relation(by, first);
  const others: [number[], number[], number[]] = [[], [], []];
  let kept = 0;
  for (const node of nodes) {
    const how = relation(by, node);
    if (how === common) nodes[kept++] = node;
    else others[how].push(node);
  }
  nodes.length = kept;
  return [nodes, ...others].filter((piece) => piece.length > 0);
}

/** A node outside the largest module of `pivot`: the smallest module with both is everything. */
function strangerTo(pivot: number, members: readonly number[], relation: Relation): number {
  const outside = members.filter((node) => node !== pivot);
  const toPivot = new Map(outside.map((node) => [node, relation(node, pivot)]));
  for (let start = outside.pop(); start !== undefined; start = outside.pop()) {
    const found = [start];
    // Who tells two nodes of a module apart is in it.
    for (const node of found) {
      let left = 0;
      for (const other of outside) {
        if (relation(other, node) === toPivot.get(other)) outside[left++] = other;
        else found.push(other);
      }
      outside.length = left;
    }
    if (outside.length === 0) return start;
  }
  throw new assert.AssertionError({ message: "nodes in series or parallel were to be split into modules" });
}
