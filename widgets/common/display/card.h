// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/iconname.h"
#include "widgets/common/theme.h"

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace gatehouse {

class IconLabel;
class TextLabel;

//! A box with radius 6 and a hairline, optionally with a 36 px header (icon, title, faint note,
//! things at the right) over a hairline. Cards stand 12 apart.
//!
//!     auto *card = new Card(tr("Evidence"), IconName::ShieldCheck, this);
//!     card->setNote(tr("revision 7"));
//!     card->headerLayout()->addWidget(counts);     // right side of the header
//!     card->bodyLayout()->addWidget(list);         // no margins: rows reach the border
class Card final : public QFrame
{
    Q_OBJECT

public:
    //! Without a header.
    explicit Card(QWidget *parent = nullptr);
    explicit Card(const QString &title, IconName icon = IconName::None, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setNote(const QString &note);
    void setIconRole(ColorRole role);
    //! Tints the card and its line, for bands and "what would clear it".
    void setTone(Tone tone);
    //! Dashed amber border: the source of this card's data is lost.
    void setSourceLost(bool lost);

    QHBoxLayout *headerLayout() const { return m_headerRight; }
    QVBoxLayout *bodyLayout() const { return m_body; }
    //! 12 px around the body, for text instead of rows.
    void setBodyPadded(bool padded);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    IconLabel *m_icon = nullptr;
    TextLabel *m_title = nullptr;
    TextLabel *m_note = nullptr;
    QWidget *m_header = nullptr;
    QHBoxLayout *m_headerRight = nullptr;
    QVBoxLayout *m_body = nullptr;
    IconName m_iconName = IconName::None;
    Tone m_tone = Tone::Neutral;
    bool m_sourceLost = false;
};

//! A small title over a group of things, with a note at the right: "Where it comes from".
class SectionHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit SectionHeader(const QString &title, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setCount(int count);
    void setNote(const QString &note);

private:
    TextLabel *m_title;
    TextLabel *m_count;
    TextLabel *m_note;
};

//! A hairline between things in a layout.
class Separator final : public QWidget
{
    Q_OBJECT

public:
    explicit Separator(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::Orientation m_orientation;
};

} // namespace gatehouse
