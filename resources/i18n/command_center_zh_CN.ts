<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>No squad on duty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept and dispatch {squad}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatch one at a time, or merge first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remind the owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To mediation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatch {squad}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the squad back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note a call</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Case</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show (on the record)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not delivered yet; it is sent again by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is selected. J and K go through the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommended squads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in 90 days {e} alarms, {r} reminders, {c} cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vaccination expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vaccinated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>urgent place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Feeds</name>
    <message>
        <source>{n}/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest data is {n} s old on arrival</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received {n}, set aside {q}, gaps {g}, reconnects {r}, not sent yet {u}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Opened today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solved, all time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>False alarms, 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages set aside</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>confirmed by the rule, alarm raised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>withdrawn after late fixes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put into the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reminded the owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>false alarm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brought back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merged duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken apart again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opened the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted, squad dispatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dispatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>called the squad back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took the dispatch back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check passed, closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent back for rework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noted a telephone call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed to mediation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looked at personal data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a picture could not be fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>urged by the reporter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>report updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>withdrawn by the reporter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>urged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reminded the owner by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Next row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the next row, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the previous row, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept and dispatch the recommended squad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatch another squad; after X or S, the choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remind the dog&apos;s owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>False alarm, then the reason 1 – 6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later: 15 min, 1 h, end of shift; or bring back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take merged ones apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass to mediation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note a telephone call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the squad back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the selected thing on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back, without doing anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>Sketch, not a survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map approval no. {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squads on duty {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dogs {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No-dog zones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dog control area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dog runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regulated points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model streets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vehicles and drones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dogs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name_en</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map of the city</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in force now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Reading the picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture could not be fetched: {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Reading the queue…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not delivered yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no squad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag {tag}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late by {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} fixes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sure {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>Your seat may not do this. Nothing was changed. Ask the shift leader, or a seat with the role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this needs is not on record. Nothing was changed. Check the entry or choose another action.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another seat was first. Your action was not carried out. Look at the newest state, then decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not possible at this step. Nothing was changed. The buttons show what can be done now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too late: the task has left, or the time is past. Call the squad back instead if it is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This squad cannot go: off duty or unknown. Nothing was sent. Choose another one by its number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mediation studio is on the list of places. Nothing was passed on. Dispatch a squad instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store cannot be written now. Your action was not saved. Write it down and try again shortly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not carried out ({code}). Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Tag {tag}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing on board matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag, place, case or squad…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Seat</name>
    <message>
        <source>Nothing is selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still reading. Press again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One squad for one matter: merge them first (M), or select one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not possible for this row at this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no squad number {n} here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatched {squad}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner reminded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>False alarm: why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later, at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End of shift {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later: until when?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing else within {m} m. Select several with Shift+J, then M.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which one is the same matter?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged {n} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed to mediation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom did you call, and what was said?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check passed, case closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent back for rework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rework: what is not in order?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squad called back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the squad back: why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown; this was recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be undone now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still busy. Press again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leaves in {n} s, Ctrl+Z takes it back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Squads</name>
    <message>
        <source>position unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} in hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Station</name>
    <message>
        <source>The basemap cannot be read: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside ({why}). What you see may be old; it is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>{days} d {hours}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{h} h {m}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>中文</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>The store cannot be written: {why}. What you see is kept, but nothing new is stored and no action is saved. Call the administrator; what feeds send is fetched again afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data from {names} since {since}. Their things on the map are grey; new alarms from them are missing. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refuses this station: have its token and address checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reconnects by itself and fetches what was missed; if it stays out, call the administrator.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Matters now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All quiet: nothing waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday by now {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alarms in 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most {n} in a quarter of an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Companies this month: closed in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMMM, dddd</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>A position is a lead, not a proof: leash, handler and dog are confirmed on the scene.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A machine saw this: look at the picture before deciding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place version {v}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since {start} the position shows inside {place}: {n} fixes in a row, {depth} m inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; the place is marked urgent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; the ban holds {hours}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since {start} the dog is out in prohibited hours ({hours}): {n} fixes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {depth} m from home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, home not on record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At {start} {device} {name} saw: {what}, confidence {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; seen {n} times, last at {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; in the picture: {labels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start}, {channel}: “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Urged {n} times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since {start} up to {n} bikes of {operator} stand here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; there is room for {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn: later fixes did not confirm it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over since {end}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, accuracy unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, accuracy {m} m</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Urgent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Street vending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parked on the pavement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Illegal sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cooking fumes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waste water on the road</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dog nuisance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bills and graffiti</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spills from a vehicle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Littering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bicycles in the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shop goods on the pavement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared bikes piled up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exposed refuse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged facility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dog in a no-dog zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dog out in prohibited hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dog tag offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dispatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being handled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about to leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent, not confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>called back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>advised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for a penalty case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to handle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position drift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a violation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permitted or registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already handled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test or drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dog tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Urban platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>catching up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hotline 12345</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hotline 12319</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patrol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture vehicle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off duty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatcher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift leader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Early shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Night shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blue plate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>green plate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yellow plate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>white plate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>black plate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quzhou Comprehensive Enforcement Command Center</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
