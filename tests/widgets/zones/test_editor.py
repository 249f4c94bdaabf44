"""Areas drawn and changed without a screen: whatever is done can be taken back, and what passes the check is valid."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from widgets.map.projection import Projection
from widgets.zones.checking import Wrong, fault_of
from widgets.zones.editor import STEPS, Editor, Mode, Said
from widgets.zones.rings import Corner, Ring, Shape, corner_near, put_together, side_near, taken_apart
from widgets.zones.snapping import Neighbours, Snap

SQUARE: Ring = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))
HOLE: Ring = ((40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (40.0, 60.0))
BOW_TIE: Shape = ((((0.0, 0.0), (100.0, 100.0), (100.0, 0.0), (0.0, 100.0)),),)


def drawn(mode: Mode, line: Ring, shape: Shape = ()) -> Editor:
    editor = Editor(shape)
    editor.turn(mode)
    for spot in line:
        editor.add(spot)
    return editor


def area(shape: Shape) -> float:
    return float(put_together(shape).area)


def test_that_an_outline_is_drawn_corner_by_corner() -> None:
    editor = drawn(Mode.OUTLINE, SQUARE[:2])
    assert editor.finish() is Said.TOO_FEW
    assert fault_of(editor.shape) is not None
    editor.add(SQUARE[2])
    editor.add((50.0, 300.0))
    editor.shorten()
    editor.add(SQUARE[3])
    outcome = editor.finish()
    assert outcome is None and editor.shape == ((SQUARE,),) and fault_of(editor.shape) is None
    assert editor.state.mode is Mode.CORNERS


def test_that_a_corner_is_moved_inserted_and_deleted_and_a_drag_is_one_step() -> None:
    editor = Editor(((SQUARE,),))
    editor.grab(Corner(0, 0, 2))
    for far in range(1, 30):
        editor.drag((100.0 + far, 100.0))
    editor.drop()
    assert editor.shape[0][0][2] == (129.0, 100.0)
    assert editor.undo() and editor.shape == ((SQUARE,),) and not editor.can_undo
    side, at = side_near(editor.shape, (50.0, -3.0), 5.0) or (Corner(9, 9, 9), (0.0, 0.0))
    assert (side, at) == (Corner(0, 0, 0), (50.0, 0.0))
    editor.insert(side, at)
    editor.drag((50.0, -20.0))
    editor.drop()
    assert area(editor.shape) == 11_000
    assert editor.delete() and editor.shape == ((SQUARE,),) and not editor.delete()


def test_that_the_last_three_corners_go_together() -> None:
    editor = Editor(((SQUARE, HOLE[:3]),))
    editor.grab(Corner(0, 1, 0))
    editor.drop()
    assert editor.delete() and editor.shape == ((SQUARE,),)
    triangle = Editor(((SQUARE[:3],),))
    triangle.choose(Corner(0, 0, 0))
    assert triangle.delete() and triangle.shape == () and triangle.fault == fault_of(())


def test_that_a_hole_inside_keeps_its_corners_and_one_across_the_edge_is_a_bite() -> None:
    inside = drawn(Mode.HOLE, HOLE, ((SQUARE,),))
    assert inside.finish() is None and inside.shape == ((SQUARE, HOLE),)
    across = drawn(Mode.HOLE, ((90.0, 40.0), (120.0, 40.0), (120.0, 60.0), (90.0, 60.0)), ((SQUARE,),))
    assert across.finish() is None and area(across.shape) == 9_800 and len(across.shape[0]) == 1
    beside = drawn(Mode.HOLE, ((190.0, 40.0), (220.0, 40.0), (220.0, 60.0)), ((SQUARE,),))
    assert beside.finish() is Said.CUTS_NOTHING and beside.shape == ((SQUARE,),)


def test_that_a_line_from_side_to_side_splits_and_a_shorter_one_does_not() -> None:
    editor = drawn(Mode.SPLIT, ((30.0, -10.0), (30.0, 110.0)), ((SQUARE,),))
    assert editor.finish() is None
    assert area(editor.shape) == 7_000 and [area(piece) for piece in editor.state.aside] == [3_000]
    assert editor.touched and editor.undo() and editor.state.aside == ()
    short = drawn(Mode.SPLIT, ((30.0, -10.0), (30.0, 50.0)), ((SQUARE,),))
    assert short.finish() is Said.SPLITS_NOTHING


def test_that_a_crossing_is_told_with_its_spot_and_can_be_repaired() -> None:
    editor = Editor(BOW_TIE)
    assert editor.fault is not None and editor.fault.wrong is Wrong.CROSSING and editor.fault.spot == (50.0, 50.0)
    assert editor.repair() is None
    assert fault_of(editor.shape) is None and area(editor.shape) == 5_000 and len(editor.shape) == 2


def test_that_a_spot_snaps_to_a_neighbours_corner_before_its_edge() -> None:
    projection = Projection()
    east, north = projection.to_degrees(100.0, 100.0)
    neighbours = Neighbours([box(projection.lon, projection.lat, east, north)], projection)
    corner = neighbours.snap((104.0, 97.0), 10.0)
    assert corner is not None and corner.corner and max(abs(value - 100.0) for value in corner.spot) < 1e-6
    edge = neighbours.snap((50.0, 107.0), 10.0)
    assert edge is not None and not edge.corner and abs(edge.spot[1] - 100.0) < 1e-6 and abs(edge.spot[0] - 50.0) < 1e-6
    assert neighbours.snap((50.0, 120.0), 10.0) is None
    assert Neighbours([], projection).snap((0.0, 0.0), 10.0) is None
    assert isinstance(corner, Snap)


def test_that_parts_and_holes_come_apart_and_together_unchanged() -> None:
    whole = Polygon(SQUARE, [HOLE])
    assert put_together(taken_apart(whole)).equals(whole)


SPOTS = st.tuples(st.integers(-120, 120), st.integers(-120, 120)).map(lambda at: (float(at[0]), float(at[1])))
EDITS = st.one_of(
    st.tuples(st.just("turn"), st.sampled_from(Mode)),
    st.tuples(st.just("add"), SPOTS),
    st.tuples(st.just("drag"), st.tuples(SPOTS, SPOTS)),
    st.tuples(st.just("insert"), st.tuples(SPOTS, SPOTS)),
    st.tuples(st.sampled_from(("finish", "shorten", "delete", "repair", "undo", "redo")), st.none()),
)


def carry(editor: Editor, edit: tuple[str, object]) -> None:
    """As the tool does it: what is near is taken hold of."""
    name, told = edit
    if isinstance(told, Mode):
        editor.turn(told)
    elif name == "add" and isinstance(told, tuple):
        editor.add(told)
    elif name in ("drag", "insert") and isinstance(told, tuple):
        if name == "drag" and (corner := corner_near(editor.shape, told[0], 80.0)) is not None:
            editor.grab(corner)
        elif name == "insert" and (side := side_near(editor.shape, told[0], 80.0)) is not None:
            editor.insert(*side)
        else:
            return
        editor.drag(told[1])
        editor.drop()
    else:
        getattr(editor, name)()


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(((), ((SQUARE,),), ((SQUARE, HOLE),), BOW_TIE)), st.lists(EDITS, max_size=30))
def test_that_all_edits_taken_back_are_the_beginning_and_taken_again_the_end(
    shape: Shape, edits: list[tuple[str, object]]
) -> None:
    editor = Editor(shape)
    begin = editor.state
    for edit in edits:
        carry(editor, edit)
        if editor.fault is None:
            assert put_together(editor.shape).is_valid and area(editor.shape) > 0
    while editor.redo():
        pass
    end = editor.state
    while editor.undo():
        pass
    assert (editor.state.shape, editor.state.line, editor.state.mode) == (begin.shape, begin.line, begin.mode)
    assert editor.state.aside == () and editor.fault == fault_of(shape) and not editor.touched
    while editor.redo():
        pass
    assert (editor.state.shape, editor.state.aside) == (end.shape, end.aside)


def test_that_two_hundred_steps_can_be_taken_back() -> None:
    editor = Editor(((SQUARE,),))
    editor.turn(Mode.OUTLINE)
    for n in range(STEPS + 50):
        editor.add((float(n), float(n)))
    taken = 0
    while editor.undo():
        taken += 1
    assert taken == STEPS
