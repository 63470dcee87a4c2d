// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffpane.h"

#include "widgets/common/textstyle.h"
#include "widgets/review/diffaccessible.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int foldHeight = 24;
constexpr int autoScrollMs = 40;

} // namespace

DiffPane::DiffPane(DiffDocument &document, LineHighlighter *highlighter, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_document(document)
    , m_caret(document)
    , m_highlights(document, highlighter)
    , m_cards(viewport())
{
    DiffAccessible::install();
    setObjectName(QStringLiteral("diffPane"));
    setAccessibleName(tr("Changed lines"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setSurface(this, Surface::Pane);
    viewport()->setMouseTracking(true);
    m_autoScroll.setInterval(autoScrollMs);
    connect(&document, &DiffDocument::filesChanged, this, &DiffPane::onFilesChanged);
    connect(&document, &DiffDocument::rowsChanged, this, [this] {
        const Top kept = m_top;
        m_caret.noteSection(m_caret.place().section);
        rebuild();
        restoreTop(kept);
    });
    connect(&document, &DiffDocument::sectionChanged, this, &DiffPane::onSectionChanged);
    connect(&m_highlights, &DiffHighlights::coloured, this, &DiffPane::onColoured);
    connect(&m_cards, &DiffCards::heightChanged, this, &DiffPane::onCardHeight);
    connect(&m_caret, &DiffCaret::moved, this, &DiffPane::showCaret);
    // Who scrolls is elsewhere now.
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_pending.reset(); });
    connect(&m_autoScroll, &QTimer::timeout, this, [this] {
        const int beyond = m_dragAt.y() < 0 ? m_dragAt.y() : std::max(0, m_dragAt.y() - viewport()->height());
        verticalScrollBar()->setValue(verticalScrollBar()->value() + beyond);
        DiffHit hit = diffHit(scene(), {m_dragAt.x(), std::clamp(m_dragAt.y(), 0, viewport()->height() - 1)});
        if (hit.part == DiffHit::Part::Text)
            m_caret.moveTo(hit.place, true);
    });
    rebuild();
}

DiffPane::~DiffPane() = default;

void DiffPane::setReviewable(bool reviewable)
{
    m_isReviewable = reviewable;
    viewport()->update();
}

DiffScene DiffPane::scene() const
{
    return {themeOf(this), m_document, m_geometry, m_caret, m_lines, m_highlights, m_runs, m_search, m_match, viewport()->size(),
        {horizontalScrollBar()->value(), verticalScrollBar()->value()}, hasFocus(), m_isReviewable};
}

DiffMetrics DiffPane::metricsNow() const
{
    DiffMetrics metrics;
    metrics.header = scaled(metrics::cardHeaderHeight);
    metrics.note = scaled(metrics::rowCompact);
    metrics.fold = scaled(foldHeight);
    metrics.line = scaled(metrics::codeLine);
    metrics.attachment = [this](const QString &id) { return m_cards.height(id); };
    return metrics;
}

DiffPane::Top DiffPane::top() const
{
    Top top;
    if (m_document.count() == 0 || m_geometry.height() == 0)
        return top;
    const int y = verticalScrollBar()->value();
    top.place = m_geometry.at(y);
    top.section = top.place.section;
    top.offset = y - m_geometry.top(top.section);
    if (top.place.part != DiffGeometry::Part::Row)
        return top;
    const DiffSection &section = m_document.section(top.section);
    if (top.place.row >= int(section.rows.size()))
        return top;
    const ShownRow &row = section.rows[size_t(top.place.row)];
    if (row.kind != ShownRow::Kind::Line)
        return top;
    top.offset = y - m_geometry.rowTop(top.section, top.place.row);
    top.line = row.right >= 0 ? DiffCaret::Line {section.file.path, DiffSide::After, row.right} : DiffCaret::Line {section.file.path, DiffSide::Before, row.left};
    return top;
}

void DiffPane::restoreTop(const Top &kept)
{
    if (kept.section < 0 || kept.section >= m_document.count())
        return;
    int y = std::min(m_geometry.top(kept.section) + kept.offset, m_geometry.bottom(kept.section));
    if (kept.line) {
        const std::vector<ShownRow> &rows = m_document.section(kept.section).rows;
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const ShownRow &shown) {
            return shown.kind == ShownRow::Kind::Line && (kept.line->side == DiffSide::After ? shown.right : shown.left) == kept.line->number;
        });
        if (row != rows.end())
            y = m_geometry.rowTop(kept.section, int(row - rows.begin())) + kept.offset;
        else
            y = m_geometry.top(kept.section);
    }
    verticalScrollBar()->setValue(y);
    m_top = top();
}

void DiffPane::rebuild()
{
    m_lines.clear();
    m_geometry.rebuild(m_document, metricsNow());
    updateBars();
    m_top = top();
    placeCards();
    viewport()->update();
    Q_EMIT nearChanged();
    Q_EMIT viewChanged();
}

void DiffPane::onFilesChanged()
{
    m_pending.reset();
    m_cards.clear();
    m_longest = 0;
    m_lines.measure();
    m_caret.noteFiles();
    rebuild();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    m_current = -1;
    noteCurrent();
}

void DiffPane::onSectionChanged(int section)
{
    const Top kept = m_top;
    m_lines.forget(section);
    m_geometry.update(m_document, metricsNow(), section);
    m_caret.noteSection(section);
    updateBars();
    // What is in front of the person stays where it is, whatever came in above it.
    restoreTop(kept);
    placeCards();
    viewport()->update();
    reachPending();
    Q_EMIT nearChanged();
    Q_EMIT viewChanged();
}

void DiffPane::onColoured(int section, DiffSide side, int firstLine, int endLine)
{
    m_lines.forget(section, side, firstLine, endLine);
    viewport()->update();
}

void DiffPane::onCardHeight(const QString &id)
{
    if (m_isPlacing)
        return;
    for (int section = 0; section < m_document.count(); ++section) {
        const QList<LineAttachment> &attachments = m_document.section(section).attachments;
        const bool has = std::any_of(attachments.begin(), attachments.end(), [&id](const LineAttachment &a) { return a.id == id; });
        if (!has)
            continue;
        const Top kept = m_top;
        m_geometry.update(m_document, metricsNow(), section);
        updateBars();
        restoreTop(kept);
    }
    placeCards();
    viewport()->update();
}

void DiffPane::placeCards()
{
    if (m_isPlacing)
        return;
    m_isPlacing = true;
    bool grew = false;
    const auto watch = connect(&m_cards, &DiffCards::heightChanged, this, [&grew] { grew = true; });
    m_cards.place(m_document, m_geometry, verticalScrollBar()->value());
    disconnect(watch);
    if (grew) {
        const Top kept = m_top;
        const int last = m_geometry.at(verticalScrollBar()->value() + viewport()->height()).section;
        for (int section = std::max(0, kept.section); section <= last; ++section)
            m_geometry.update(m_document, metricsNow(), section);
        updateBars();
        restoreTop(kept);
        m_cards.place(m_document, m_geometry, verticalScrollBar()->value());
    }
    m_isPlacing = false;
}

void DiffPane::updateBars()
{
    const int page = viewport()->height();
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(scaled(metrics::codeLine));
    verticalScrollBar()->setRange(0, std::max(0, m_geometry.height() - page));
    const int room = DiffColumns(m_document.mode(), viewport()->width()).text(DiffSide::After).width();
    horizontalScrollBar()->setPageStep(std::max(1, room));
    horizontalScrollBar()->setSingleStep(int(m_lines.letterWidth()) * 4);
    horizontalScrollBar()->setRange(0, std::max(0, m_longest - room));
}

void DiffPane::showCaret()
{
    ensureVisible(m_caret.place());
    viewport()->update();
    noteCurrent();
    if (QAccessible::isActive()) {
        // The interface knows where in its text the caret is.
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(this);
        QAccessibleTextCursorEvent moved(this, interface && interface->textInterface() ? interface->textInterface()->cursorPosition() : 0);
        QAccessible::updateAccessibility(&moved);
    }
}

void DiffPane::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const DiffScene now = scene();
    DiffPainter(painter, now).paint();
    const int widest = int(m_lines.widest()) + int(4 * m_lines.letterWidth());
    if (widest > m_longest) {
        m_longest = widest;
        // Not while painting: the bar may take room from what is painted.
        QMetaObject::invokeMethod(this, &DiffPane::updateBars, Qt::QueuedConnection);
    }
}

void DiffPane::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const Top kept = m_top;
    updateBars();
    restoreTop(kept);
    placeCards();
    noteCurrent();
    Q_EMIT nearChanged();
    Q_EMIT viewChanged();
}

void DiffPane::scrollContentsBy(int, int)
{
    m_top = top();
    placeCards();
    viewport()->update();
    noteCurrent();
    Q_EMIT nearChanged();
    Q_EMIT viewChanged();
}

void DiffPane::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange) {
        m_lines.measure();
        rebuild();
    } else if (event->type() == QEvent::PaletteChange) {
        m_lines.clear();
        viewport()->update();
    }
}

} // namespace gatehouse
