// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/code/yamleditor.h"

#include "widgets/common/code/codelayout.h"
#include "widgets/common/code/editedyaml.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextBlock>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int markWidth = 4;
constexpr int problemWidth = 18;
constexpr int gapWidth = 16;
constexpr int indentStep = 2;

int leadingSpaces(const QString &text)
{
    int spaces = 0;
    while (spaces < text.size() && text.at(spaces) == u' ')
        ++spaces;
    return spaces;
}

} // namespace

class YamlEditor::Gutter final : public QWidget
{
public:
    explicit Gutter(YamlEditor *editor)
        : QWidget(editor)
        , m_editor(editor)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintGutter(event); }

private:
    YamlEditor *m_editor;
};

YamlEditor::YamlEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_nothing(new QTextDocument(this))
    , m_gutter(new Gutter(this))
{
    m_nothing->setDocumentLayout(new CodeLayout(m_nothing));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setFont(textFont(TextStyle::Code));
    viewport()->setBackgroundRole(QPalette::Base);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &YamlEditor::placeGutter);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &YamlEditor::showSelections);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &YamlEditor::notePlace);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &YamlEditor::notePlace);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    setEditedYaml(nullptr);
}

void YamlEditor::setEditedYaml(EditedYaml *document)
{
    const QScopedValueRollback placing(m_isPlacing, true);
    if (m_document) {
        m_document->disconnect(this);
        disconnect(&m_document->problems(), nullptr, this, nullptr);
    }
    m_document = document;
    setExtraSelections({});
    setDocument(document ? document->text() : m_nothing);
    setReadOnly(!document);
    setFont(textFont(TextStyle::Code));
    if (document) {
        document->dress();
        goToPlace();
        connect(document, &EditedYaml::analysed, this, [this] {
            placeFirst();
            showSelections();
        });
        connect(document, &EditedYaml::replaced, this, [this] { moveCursor(QTextCursor::Start); });
        connect(&document->problems(), &QAbstractItemModel::rowsInserted, this, &YamlEditor::showSelections);
        connect(&document->problems(), &QAbstractItemModel::rowsRemoved, this, &YamlEditor::showSelections);
    }
    placeGutter();
    showSelections();
}

void YamlEditor::goTo(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(qBound(0, line - 1, blockCount() - 1));
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + qBound(0, column - 1, block.length() - 1));
    setTextCursor(cursor);
    centerCursor();
    setFocus(Qt::OtherFocusReason);
}

void YamlEditor::goToPlace()
{
    QTextCursor cursor = textCursor();
    cursor.setPosition(qBound(0, m_document->place.cursor, m_document->text()->characterCount() - 1));
    setTextCursor(cursor);
    verticalScrollBar()->setValue(m_document->place.top);
}

void YamlEditor::notePlace()
{
    if (m_isPlacing || !m_document || m_document->place.cursor < 0)
        return;
    m_document->place = {textCursor().position(), verticalScrollBar()->value()};
    Q_EMIT placeChanged();
}

//! The first time a text is seen, where an earlier run left it, else at its first value: what the
//! inspector says about it comes along.
void YamlEditor::placeFirst()
{
    if (m_document->place.cursor >= 0 || !m_document->isReady())
        return;
    if (const EditedYaml::Place before = std::exchange(m_document->placeBefore, {}); before.cursor >= 0) {
        const QScopedValueRollback placing(m_isPlacing, true);
        m_document->place = before;
        goToPlace();
        return;
    }
    const QList<YamlDocument::Place> &places = m_document->yaml().places();
    const auto first = std::find_if(places.begin(), places.end(), [](const YamlDocument::Place &place) { return place.isScalar; });
    if (first != places.end() && textCursor().atStart())
        setTextCursor(QTextCursor(document()->findBlockByNumber(first->line - 1)));
    m_document->place = {textCursor().position(), verticalScrollBar()->value()};
    Q_EMIT placeChanged();
}

int YamlEditor::currentLine() const
{
    return textCursor().blockNumber() + 1;
}

int YamlEditor::currentColumn() const
{
    return textCursor().positionInBlock() + 1;
}

void YamlEditor::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier && !isReadOnly();
    if (event->key() == Qt::Key_Escape) {
        event->ignore();
    } else if (plain && event->key() == Qt::Key_Tab) {
        const int column = textCursor().positionInBlock();
        insertPlainText(QString(indentStep - column % indentStep, u' '));
    } else if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        breakLine();
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

//! The next line begins where this one does, one step further in below a key without a value.
void YamlEditor::breakLine()
{
    const QString line = textCursor().block().text().left(textCursor().positionInBlock());
    const QString trimmed = line.trimmed();
    const int deeper = trimmed.endsWith(u':') && !trimmed.startsWith(u'#') ? indentStep : 0;
    insertPlainText(u'\n' + QString(leadingSpaces(line) + deeper, u' '));
    ensureCursorVisible();
}

int YamlEditor::numberWidth() const
{
    const qsizetype digits = qMax<qsizetype>(3, QString::number(blockCount()).size());
    return int(digits) * fontMetrics().horizontalAdvance(u'0');
}

int YamlEditor::gutterWidth() const
{
    return markWidth + problemWidth + numberWidth() + gapWidth;
}

void YamlEditor::placeGutter()
{
    setViewportMargins(gutterWidth(), metrics::spaceXs, 0, 0);
    m_gutter->setGeometry(0, 0, gutterWidth(), height());
    m_gutter->update();
}

void YamlEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void YamlEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() != QEvent::ApplicationFontChange && event->type() != QEvent::PaletteChange)
        return;
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(textFont(TextStyle::Code));
    if (m_document)
        m_document->dress();
    placeGutter();
    showSelections();
}

void YamlEditor::paintEvent(QPaintEvent *event)
{
    paintCurrentLine();
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    paintGuides(painter, event->rect());
}

void YamlEditor::paintCurrentLine()
{
    if (!m_document)
        return;
    QPainter painter(viewport());
    const QRectF line = blockBoundingGeometry(textCursor().block()).translated(contentOffset());
    painter.fillRect(QRectF(0, line.top(), viewport()->width(), line.height()), themeOf(this).hover);
}

void YamlEditor::paintGuides(QPainter &painter, const QRect &area)
{
    const qreal step = indentStep * fontMetrics().horizontalAdvance(u' ');
    const qreal left = contentOffset().x() + document()->documentMargin();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF line = blockBoundingGeometry(block).translated(contentOffset());
        if (line.top() > area.bottom())
            break;
        const int levels = leadingSpaces(block.text()) / indentStep;
        for (int level = 0; level < levels; ++level)
            paintVLine(painter, left + level * step, line.top(), line.bottom(), themeOf(this).line);
    }
}

void YamlEditor::paintGutter(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), theme.pane);
    if (!m_document)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(textFont(TextStyle::Code));
    const qreal top = viewport()->y();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF line = blockBoundingGeometry(block).translated(contentOffset()).translated(0, top);
        if (line.top() > event->rect().bottom())
            break;
        const bool isCurrent = block == textCursor().block();
        if (isCurrent)
            painter.fillRect(QRectF(0, line.top(), m_gutter->width(), line.height()), theme.hover);
        paintMark(painter, block.blockNumber(), {0, line.top(), markWidth, line.height()});
        paintProblem(painter, block.blockNumber() + 1, {markWidth, line.top(), problemWidth, line.height()});
        painter.setPen(isCurrent ? theme.text : theme.faint);
        painter.drawText(QRectF(markWidth + problemWidth, line.top(), numberWidth(), line.height()), Qt::AlignRight | Qt::AlignTop,
            QString::number(block.blockNumber() + 1));
    }
}

void YamlEditor::paintMark(QPainter &painter, int line, const QRectF &rect) const
{
    const Theme &theme = themeOf(this);
    const LineChanges &changes = m_document->lines();
    if (line < changes.marks.size() && changes.marks.at(line) != LineMark::Same)
        painter.fillRect(rect, changes.marks.at(line) == LineMark::Added ? theme.okSolid : theme.infoSolid);
    if (changes.removedBefore.contains(line)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.badSolid);
        painter.drawPolygon(QPolygonF({rect.topLeft() + QPointF(0, -4), rect.topLeft() + QPointF(6, 0), rect.topLeft() + QPointF(0, 4)}));
    }
}

void YamlEditor::paintProblem(QPainter &painter, int line, const QRectF &rect) const
{
    const auto found = std::find_if(m_document->problems().items().begin(), m_document->problems().items().end(),
        [line](const ConfigProblem &problem) { return problem.line == line; });
    if (found == m_document->problems().items().end())
        return;
    const Theme &theme = themeOf(this);
    const bool isError = found->severity >= Severity::High;
    const bool isWarning = found->severity == Severity::Medium || found->severity == Severity::Low;
    const QRect icon(int(rect.left()) + 2, int(rect.top()) + 1, metrics::iconSmallSize, metrics::iconSmallSize);
    paintIcon(painter, isError ? IconName::CircleX : isWarning ? IconName::TriangleAlert : IconName::Info, icon,
        isError ? theme.bad : isWarning ? theme.warn : theme.info);
}

void YamlEditor::showSelections()
{
    QList<QTextEdit::ExtraSelection> selections;
    const Theme &theme = themeOf(this);
    if (m_document) {
        for (const ConfigProblem &problem : m_document->problems().items()) {
            const QTextBlock block = document()->findBlockByNumber(problem.line - 1);
            if (!block.isValid() || block.text().isEmpty())
                continue;
            const int last = int(block.text().size());
            const int start = qBound(0, problem.column - 1, last - 1);
            const int end = problem.length > 0 ? qMin(last, start + problem.length) : last;
            QTextEdit::ExtraSelection wave;
            wave.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
            wave.format.setUnderlineColor(problem.severity >= Severity::High ? theme.badSolid : theme.warnSolid);
            wave.cursor = QTextCursor(block);
            wave.cursor.setPosition(block.position() + start);
            wave.cursor.setPosition(block.position() + end, QTextCursor::KeepAnchor);
            selections.append(wave);
        }
    }
    setExtraSelections(selections);
    viewport()->update();
    m_gutter->update();
}

} // namespace gatehouse
