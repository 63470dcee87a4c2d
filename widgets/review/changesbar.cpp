// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/changesbar.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/timetext.h"
#include "widgets/review/diffbases.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int leastWidth = 480;
constexpr int meterWidth = 96;

} // namespace

ChangesBar::ChangesBar(QWidget *parent)
    : QFrame(parent)
    , m_baseLabel(new TextLabel(tr("Base"), TextStyle::Body, ColorRole::Muted, this))
    , m_base(new Button(QString(), ButtonVariant::Outline, this))
    , m_bases(new QMenu(this))
    , m_arrow(new TextLabel(u"→"_s, TextStyle::Code, ColorRole::Faint, this))
    , m_version(new TextLabel(TextStyle::CodeStrong, ColorRole::Text, this))
    , m_proposed(new TextLabel(tr("proposed"), TextStyle::Body, ColorRole::Muted, this))
    , m_meter(new Meter(this))
    , m_count(new TextLabel(TextStyle::Body, ColorRole::Muted, this))
    , m_whitespace(new Button(tr("Hide whitespace"), ButtonVariant::Quiet, this))
    , m_mode(new SegmentedControl(SegmentedControl::Look::Filled, this))
    , m_modeKey(new KeyCaps({u"M"_s}, this))
    , m_next(new Button(tr("Next unreviewed"), ButtonVariant::Outline, this))
{
    setObjectName(u"changesBar"_s);
    setSurface(this, Surface::Pane);
    setFixedHeight(scaled(metrics::toolbarHeight));
    m_base->setObjectName(u"diffBase"_s);
    m_base->setIconName(IconName::UserCheck);
    m_base->setMenu(m_bases);
    m_meter->setFixedWidth(scaled(meterWidth));
    m_count->setObjectName(u"reviewedCount"_s);
    m_whitespace->setObjectName(u"hideWhitespace"_s);
    m_whitespace->setIconName(IconName::Pilcrow);
    m_whitespace->setCheckable(true);
    m_whitespace->setAccessibleName(tr("Hide whitespace"));
    m_whitespace->setToolTip(tr("Hide changes of white space"));
    m_mode->setObjectName(u"diffMode"_s);
    m_mode->setAccessibleName(tr("Layout"));
    m_mode->addSegment(tr("Unified"), IconName::Rows);
    m_mode->addSegment(tr("Side by side"), IconName::Columns);
    m_next->setObjectName(u"nextUnreviewed"_s);
    m_next->setKeyCaps({u"Shift M"_s});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceLg, 0, metrics::spaceLg, 0);
    row->setSpacing(metrics::spaceSm);
    for (QWidget *part : std::initializer_list<QWidget *> {m_baseLabel, m_base, m_arrow, m_version, m_proposed})
        row->addWidget(part);
    row->addSpacing(metrics::spaceMd);
    row->addWidget(m_meter);
    row->addWidget(m_count);
    row->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *> {m_whitespace, m_mode, m_modeKey, m_next})
        row->addWidget(part);
    connect(m_whitespace, &Button::toggled, this, &ChangesBar::whitespaceToggled);
    connect(m_mode, &SegmentedControl::currentChanged, this, [this](int index) { Q_EMIT modeChosen(index == 0 ? DiffMode::Unified : DiffMode::SideBySide); });
    connect(m_next, &Button::clicked, this, &ChangesBar::nextRequested);
    setMode(DiffMode::SideBySide);
    setProgress(0, 0);
}

void ChangesBar::setVersions(const QString &base, const QString &version)
{
    m_base->setText(base.isEmpty() ? tr("Nothing: all is new") : base);
    m_version->setText(version);
    for (QWidget *part : std::initializer_list<QWidget *> {m_baseLabel, m_base, m_arrow, m_version})
        part->setVisible(!version.isEmpty());
    fit();
}

void ChangesBar::setBases(const QList<DiffBase> &bases, const VersionId &current)
{
    m_choices = bases;
    m_current = current;
    fillBaseMenu(*m_bases, m_choices, current, [this](const VersionId &id) { Q_EMIT baseChosen(id); });
    m_base->setEnabled(!m_choices.isEmpty());
    fit();
}

void ChangesBar::setPlain()
{
    setVersions({}, {});
    m_proposed->hide();
}

void ChangesBar::setProgress(int reviewed, int all)
{
    m_meter->setShare(all == 0 ? 0 : qreal(reviewed) / all, reviewed == all ? Tone::Ok : Tone::Accent);
    m_fileCount = all;
    m_count->setText(all == 0 ? QString() : tr("%1 of %n reviewed", nullptr, all).arg(reviewed));
    m_next->setBlockedReason(all == 0 ? tr("No file differs.") : reviewed == all ? tr("All files are reviewed.") : QString());
    fit();
}

void ChangesBar::setMode(DiffMode mode)
{
    const QSignalBlocker blocker(m_mode);
    m_mode->setCurrentIndex(mode == DiffMode::Unified ? 0 : 1);
}

void ChangesBar::setWhitespaceHidden(bool hidden)
{
    m_whitespace->setChecked(hidden);
}

bool ChangesBar::isWhitespaceHidden() const
{
    return m_whitespace->isChecked();
}

QSize ChangesBar::minimumSizeHint() const
{
    // Not that of the parts in sight: there may be fewer.
    return {scaled(leastWidth), QFrame::minimumSizeHint().height()};
}

void ChangesBar::showStanding()
{
    const DiffBase *base = baseById(m_choices, m_current);
    const QString standing = base ? baseStanding(*base, base == lastReviewed(m_choices)) : QString();
    m_base->setSuffix(m_leftOut < Standing ? standing : QString());
    m_base->setAccessibleName(tr("Compare with: %1 %2").arg(m_base->text(), standing));
    m_base->setToolTip(standing);
}

//! Leaves out the less telling parts one after the other until the rest has room.
void ChangesBar::fit()
{
    for (int leftOut = Nothing; leftOut <= Progress; ++leftOut) {
        m_leftOut = LeftOut(leftOut);
        showParts();
        layout()->invalidate();
        if (layout()->sizeHint().width() <= width())
            return;
    }
}

void ChangesBar::showParts()
{
    const bool hasVersions = !m_version->text().isEmpty();
    m_baseLabel->setVisible(hasVersions && m_leftOut < Labels);
    m_proposed->setVisible(hasVersions && m_leftOut < Labels);
    m_modeKey->setVisible(m_leftOut < Keys);
    m_next->setKeyCaps(m_leftOut < Keys ? QStringList {u"Shift M"_s} : QStringList());
    m_whitespace->setText(m_leftOut < WhitespaceWords ? tr("Hide whitespace") : QString());
    m_meter->setVisible(m_fileCount > 0 && m_leftOut < Progress);
    showStanding();
}

void ChangesBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

void ChangesBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    painter.fillRect(rect(), theme.pane);
    paintHLine(painter, 0, width(), height() - 1, theme.line);
}

} // namespace gatehouse
