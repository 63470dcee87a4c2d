// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a reviewer waits for: a difference of 2,000 lines to the screen, and its computing beside git's own;
// a file of 100,000 lines to the screen, and the worst frame while it is scrolled; 5,000 files; and the next
// request in the Inbox with its preview. Frames are timed by painting the window into an image of its size.

#include "tests/bench/filledsandbox.h"
#include "tests/bench/measurement.h"
#include "tests/widgets/approvals/changesscene.h"
#include "widgets/approvals/requestdetail.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/themecontroller.h"
#include "widgets/review/diffpane.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QProcess>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using widgetstest::ChangesScene;

namespace {

constexpr double frameMs = 16;
constexpr double diffBarMs = 300;
constexpr double moveBarMs = 50;
constexpr int patienceMs = 60'000;
constexpr int rounds = 7;
constexpr int scrollSteps = 400;

double milliseconds(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

double quantile(QList<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(qsizetype(double(values.size() - 1) * part));
}

//! JavaScript as people write it, with a line in every \a changedEvery changed.
QString source(int lines, int changedEvery, uint seed)
{
    QRandomGenerator random(seed);
    QString text;
    for (int i = 0; i < lines; ++i) {
        const QString more = changedEvery > 0 && i % changedEvery == changedEvery / 2 ? u" /* changed */"_s : QString();
        switch (i % 6) {
        case 0:
            text += u"export async function load%1(options, fetchApi) {%2\n"_s.arg(i).arg(more);
            break;
        case 1:
            text += u"  const response%1 = await fetchApi.get('/api/v1/items/%2', { limit: %3 });%4\n"_s.arg(i).arg(random.bounded(900)).arg(i % 50).arg(more);
            break;
        case 2:
            text += u"  // Item %1 of the page, as the server gave it%2\n"_s.arg(i).arg(more);
            break;
        case 3:
            text += u"  if (!response%1.ok) { throw new Error(`status ${response%1.status}`); }%2\n"_s.arg(i - 2).arg(more);
            break;
        case 4:
            text += u"  return response%1.items.map(item => ({ ...item, index: %1 }));%2\n"_s.arg(i - 3).arg(more);
            break;
        default:
            text += u"}%1\n"_s.arg(more);
        }
    }
    return text;
}

//! A window with the Inbox of a scene, the changes in front.
class Desk final
{
public:
    explicit Desk(ChangesScene &scene)
        : m_scene(scene)
        , m_overlays(&m_window)
        , m_page(scene.parts(m_overlays), &m_window)
    {
        m_window.resize(1392, 820);
        m_page.resize(m_window.size());
        m_scene.actions.setCurrentPage(u"inbox"_s);
        m_window.show();
        m_page.activate();
    }

    InboxPage &page() { return m_page; }
    DiffPane &pane() { return *m_window.findChild<DiffPane *>(); }
    void trigger(const QString &action) { m_scene.actions.action(action)->trigger(); }
    void paint() { m_window.grab(); }
    //! Paints what is in sight and says how long that took.
    double frame()
    {
        QElapsedTimer clock;
        clock.start();
        m_window.render(&m_image);
        return milliseconds(clock);
    }

private:
    ChangesScene &m_scene;
    QWidget m_window;
    OverlayHost m_overlays;
    InboxPage m_page;
    QImage m_image {1392, 820, QImage::Format_ARGB32_Premultiplied};
};

bool waitFor(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, patienceMs);
}

//! From the choice of the tab to the first frame with lines in it.
double timeToScreen(ChangesScene &scene)
{
    Desk desk(scene);
    if (!waitFor([&] { return desk.pane().document().count() > 0; }))
        return -1;
    QElapsedTimer clock;
    clock.start();
    desk.trigger(u"request.tab2"_s);
    if (!waitFor([&] { return desk.pane().document().section(0).comparison != nullptr; }))
        return -1;
    desk.paint();
    return milliseconds(clock);
}

double timeGit(const QString &folder, const QString &before, const QString &after)
{
    const auto write = [&folder](const QString &name, const QString &text) {
        QFile file(folder + u'/' + name);
        if (file.open(QIODevice::WriteOnly))
            file.write(text.toUtf8());
    };
    write(u"before.js"_s, before);
    write(u"after.js"_s, after);
    QList<double> times;
    for (int round = 0; round < rounds; ++round) {
        QProcess git;
        git.setWorkingDirectory(folder);
        QElapsedTimer clock;
        clock.start();
        git.start(u"git"_s, {u"diff"_s, u"--no-index"_s, u"--histogram"_s, u"before.js"_s, u"after.js"_s});
        git.waitForFinished(-1);
        times.append(milliseconds(clock));
    }
    return bench::median(times);
}

double timeComputing(const QString &before, const QString &after)
{
    QList<double> times;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer clock;
        clock.start();
        (void)compareTexts(u"dist/a.js"_s, before, after);
        times.append(milliseconds(clock));
    }
    return bench::median(times);
}

void measureFile(const QString &name, int lines, int changedEvery, double bar)
{
    const QString before = source(lines, 0, 1);
    const QString after = source(lines, changedEvery, 1);
    QList<double> times;
    for (int round = 0; round < rounds; ++round) {
        ChangesScene scene;
        scene.addFile(u"dist/a.js"_s, before, after);
        scene.fillRequests();
        times.append(timeToScreen(scene));
    }
    bench::print({u"review.%1.screen"_s.arg(name), bench::median(times), u"ms"_s, u"the bar"_s, bar});
    QTemporaryDir folder;
    bench::print({u"review.%1.compute"_s.arg(name), timeComputing(before, after), u"ms"_s, u"git diff --no-index --histogram"_s,
        timeGit(folder.path(), before, after)});
}

//! Scrolls a settled desk by pages and by jumps, and tells how long frames took.
void measureScrolling(const QString &name, Desk &desk)
{
    QScrollBar *bar = desk.pane().verticalScrollBar();
    QList<double> frames;
    QRandomGenerator random(2);
    for (int step = 0; step < scrollSteps; ++step) {
        QElapsedTimer clock;
        clock.start();
        if (step % 20 == 19)
            bar->setValue(random.bounded(std::max(1, bar->maximum())));
        else
            bar->setValue(bar->value() + (step % 2 == 0 ? 60 : bar->pageStep()));
        const double moved = milliseconds(clock);
        frames.append(moved + desk.frame());
        QCoreApplication::processEvents();
    }
    bench::print({u"review.%1.frame.p50"_s.arg(name), quantile(frames, 0.5), u"ms"_s, u"one frame"_s, frameMs});
    bench::print({u"review.%1.frame.worst"_s.arg(name), quantile(frames, 1), u"ms"_s, u"one frame"_s, frameMs});
}

void measureLongFile()
{
    ChangesScene scene;
    scene.addFile(u"dist/long.js"_s, source(100'000, 0, 1), source(100'000, 40, 1));
    scene.fillRequests();
    Desk desk(scene);
    desk.trigger(u"request.tab2"_s);
    if (!waitFor([&] { return desk.pane().document().count() > 0 && desk.pane().document().section(0).comparison; }))
        return bench::say(u"the long file did not come"_s);
    desk.trigger(u"changes.whole"_s);
    desk.paint();
    measureScrolling(u"100k"_s, desk);
    QElapsedTimer clock;
    clock.start();
    desk.trigger(u"changes.mode"_s);
    bench::print({u"review.100k.unified"_s, milliseconds(clock) + desk.frame(), u"ms"_s, u"the bar"_s, diffBarMs});
}

void measureManyFiles()
{
    ChangesScene scene;
    for (int i = 0; i < 5000; ++i)
        scene.addFile(u"dist/part%1/file%2.js"_s.arg(i / 100).arg(i), source(30, 0, uint(i)), source(30, 9, uint(i)));
    scene.fillRequests();
    Desk desk(scene);
    desk.trigger(u"request.tab2"_s);
    if (!waitFor([&] { return desk.pane().document().count() == 5000 && desk.pane().document().section(0).comparison; }))
        return bench::say(u"the many files did not come"_s);
    desk.paint();
    measureScrolling(u"5000files"_s, desk);
}

//! j through the Inbox: to the painted row and head, and until the preview is whole.
void measureMoves()
{
    ChangesScene scene;
    scene.fillAsDrawn();
    scene.fillRequests(200);
    Desk desk(scene);
    if (!waitFor([&] { return desk.page().isSettled(); }))
        return bench::say(u"the Inbox did not settle"_s);
    QList<double> moves;
    QList<double> previews;
    for (int i = 0; i < 199; ++i) {
        QElapsedTimer clock;
        clock.start();
        desk.trigger(u"inbox.next"_s);
        moves.append(milliseconds(clock) + desk.frame());
        if (!waitFor([&] { return desk.page().isSettled(); }))
            return bench::say(u"a preview did not come"_s);
        desk.frame();
        previews.append(milliseconds(clock));
    }
    bench::print({u"inbox.move.p99"_s, quantile(moves, 0.99), u"ms"_s, u"the bar"_s, moveBarMs});
    bench::print({u"inbox.preview.p99"_s, quantile(previews, 0.99), u"ms"_s, u"the bar"_s, 150});
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const ThemeController themes(application);
    measureFile(u"2000"_s, 2000, 3, diffBarMs);
    measureFile(u"100k"_s, 100'000, 40, 1000);
    measureLongFile();
    measureManyFiles();
    measureMoves();
    return 0;
}
